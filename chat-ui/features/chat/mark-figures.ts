import type { Element, ElementContent, Root, Text } from "hast";
import type { GroundedFigure } from "./desk-message.ts";

/** The tag the renderer draws as a figure mark; `index` names the figure. */
export const FIGURE_TAG = "figure-mark";

/**
 * A rehype plugin that wraps grounded figures where they stand. Offsets count characters of the Markdown
 * source; a text node whose source was escaped is searched for the figure's own words instead.
 */
export function markFigures({ figures }: { figures: readonly GroundedFigure[] }) {
  return (tree: Root): void => visit(tree, figures);
}

function visit(parent: Root | Element, figures: readonly GroundedFigure[]): void {
  const children: ElementContent[] = [];
  for (const child of parent.children) {
    if (child.type === "doctype") continue;
    if (child.type === "element") visit(child, figures);
    if (child.type === "text") children.push(...splitText(child, figures));
    else children.push(child);
  }
  parent.children = children;
}

function splitText(node: Text, figures: readonly GroundedFigure[]): ElementContent[] {
  const from = node.position?.start.offset;
  const to = node.position?.end.offset;
  if (from === undefined || to === undefined) return [node];
  const pieces: ElementContent[] = [];
  let done = 0;
  for (const [index, figure] of figures.entries()) {
    if (figure.start < from || figure.end > to) continue;
    const isVerbatim = node.value.slice(figure.start - from, figure.end - from) === figure.text;
    const at = isVerbatim ? figure.start - from : node.value.indexOf(figure.text, done);
    if (at < done) continue;
    pieces.push({ type: "text", value: node.value.slice(done, at) });
    const text: Text = { type: "text", value: figure.text };
    pieces.push({
      type: "element",
      tagName: FIGURE_TAG,
      properties: { index: String(index) },
      children: [text],
    });
    done = at + figure.text.length;
  }
  return [...pieces, { type: "text", value: node.value.slice(done) }];
}
