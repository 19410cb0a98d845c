import { explainOrder } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

/** Links whose words may come from an article. */
const BORROWED = new Set(["article", "signal", "proposal"]);

export const explainOrderTool = toolFor(explainOrder, {
  describe:
    "Give clientOrderId or proposalId (from list_orders, list_fills or list_approvals), or a symbol for its newest order. The chain is oldest first; tell it in that order and invent no link.",
  outside: ({ chain }) => chain.filter((link) => link.kind === "article").map((link) => link.id),
  trim: ({ chain, summary, ...explanation }) => {
    const isOutside = chain.some((link) => link.kind === "article");
    const mark = (text: string) => (isOutside ? quoteOutside(text) : text);
    return {
      ...explanation,
      summary: mark(summary),
      chain: chain.map((link) => (BORROWED.has(link.kind) ? { ...link, summary: mark(link.summary) } : link)),
    };
  },
});
