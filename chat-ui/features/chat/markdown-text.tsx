import { type ReactNode, useMemo } from "react";
import { type Components, defaultRehypePlugins, Streamdown } from "streamdown";
import type { GroundedFigure } from "./desk-message.ts";
import { FigureMark } from "./figure-mark.tsx";
import { htmlAsText } from "./html-as-text.ts";
import { FIGURE_TAG, markFigures } from "./mark-figures.ts";

interface MarkdownTextProps {
  text: string;
  isStreaming: boolean;
  figures: readonly GroundedFigure[];
}

/** What the renderer hands over; it types every property as unknown. */
type TagProps = { node?: unknown; href?: unknown; alt?: unknown; index?: unknown; children?: unknown };

/** Plain elements, styled by .prose-desk. Headings of an answer sit below the page's own. */
const PLAIN: Components = {
  h1: "h3",
  h2: "h3",
  h3: "h3",
  h4: "h4",
  h5: "h4",
  h6: "h4",
  p: "p",
  ul: "ul",
  ol: "ol",
  li: "li",
  strong: "strong",
  blockquote: "blockquote",
  code: "code",
  pre: "pre",
  table: ({ children }: TagProps) => (
    <section
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line bg-surface"
    >
      <table className="desk-table">{children as ReactNode}</table>
    </section>
  ),
  thead: "thead",
  tbody: "tbody",
  tr: "tr",
  th: "th",
  td: ({ node, children }: TagProps) => (
    <td className={isNumber(wordsIn(node)) ? "num" : undefined}>{children as ReactNode}</td>
  ),
  hr: "hr",
  // An image would call a server of the writer's choice; its words are shown instead.
  img: ({ alt }: TagProps) => <span>{alt as string}</span>,
  a: ({ href, children }: TagProps) => (
    <a href={href as string | undefined} target="_blank" rel="noreferrer">
      {children as ReactNode}
    </a>
  ),
};

/** A cell that holds one figure and nothing else: "60.8 %", "−$1,204.50", "0.49", "–". */
const isNumber = (words: string) => /^[−+-]?\$?[\d,]*\.?\d+ ?(%|bps)?$|^–$/.test(words.trim());

function wordsIn(node: unknown): string {
  if (typeof node !== "object" || node === null) return "";
  if ("value" in node) return String(node.value);
  return "children" in node && Array.isArray(node.children) ? node.children.map(wordsIn).join("") : "";
}

const { sanitize, harden } = defaultRehypePlugins;
const SAFE = [htmlAsText, sanitize, harden].filter((plugin) => plugin !== undefined);

/** An answer's Markdown. Figures are marked once the whole text and its grounding are there. */
export default function MarkdownText({ text, isStreaming, figures }: MarkdownTextProps) {
  const components = useMemo<Components>(
    () => ({
      ...PLAIN,
      [FIGURE_TAG]: ({ index, children }: TagProps) => (
        <FigureMark figure={figures[Number(index)]}>{children as ReactNode}</FigureMark>
      ),
    }),
    [figures],
  );
  const rehypePlugins = useMemo(
    () => [...SAFE, [markFigures, { figures }] as [typeof markFigures, object]],
    [figures],
  );
  return (
    <Streamdown
      // It compares its text but not its plugins, and the grounding may arrive well after the text has ended.
      key={figures.length}
      className="prose-desk"
      mode={isStreaming ? "streaming" : "static"}
      isAnimating={isStreaming}
      components={components}
      rehypePlugins={rehypePlugins}
      controls={false}
    >
      {text}
    </Streamdown>
  );
}
