import type { Root } from "hast";
import { describe, expect, it } from "vitest";
import { FIGURE_TAG, markFigures } from "./mark-figures.ts";

/** A paragraph whose text begins at `offset` of the Markdown source. */
function aParagraph(value: string, offset: number, sourceLength = value.length): Root {
  const point = (at: number) => ({ line: 1, column: at + 1, offset: at });
  const position = { start: point(offset), end: point(offset + sourceLength) };
  return {
    type: "root",
    children: [
      { type: "element", tagName: "p", properties: {}, children: [{ type: "text", value, position }] },
    ],
  };
}

/** The paragraph as text, marked figures in brackets with their index. */
function read(tree: Root): string {
  const paragraph = tree.children[0];
  if (paragraph?.type !== "element") return "";
  return paragraph.children
    .map((child) => {
      if (child.type === "text") return child.value;
      if (child.type !== "element" || child.tagName !== FIGURE_TAG) return "";
      const inner = child.children[0];
      return `[${inner?.type === "text" ? inner.value : ""}#${child.properties.index}]`;
    })
    .join("");
}

const figure = (text: string, start: number) => ({ text, start, end: start + text.length, toolCallId: null });

describe("markFigures", () => {
  it("wraps each figure where its offsets say", () => {
    const tree = aParagraph("up 5% then 5% down", 0);
    markFigures({ figures: [figure("5%", 3), figure("5%", 11)] })(tree);
    expect(read(tree)).toBe("up [5%#0] then [5%#1] down");
  });
  it("counts offsets from the start of the whole text", () => {
    const tree = aParagraph("Sharpe 0.72", 100);
    markFigures({ figures: [figure("0.72", 107)] })(tree);
    expect(read(tree)).toBe("Sharpe [0.72#0]");
  });
  it("leaves text outside every figure alone", () => {
    const tree = aParagraph("up 5%", 0);
    markFigures({ figures: [figure("5%", 50)] })(tree);
    expect(read(tree)).toBe("up 5%");
  });
  it("finds a figure by its words where the source was escaped", () => {
    const tree = aParagraph("a*b is 7%", 0, 10);
    markFigures({ figures: [figure("7%", 8)] })(tree);
    expect(read(tree)).toBe("a*b is [7%#0]");
  });
});
