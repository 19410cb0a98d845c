import { proposeRebalance } from "#operations";
import { basketInShort, ticketsOf } from "./basket-part.ts";
import { toolFor } from "./tool-for.ts";

export const proposeRebalanceTool = toolFor(proposeRebalance, {
  describe:
    "Call it only when the person asked to rebalance; to show weights use optimize_portfolio, which proposes nothing. Fractions: a turnover of at most 10 % is 0.1. Without symbols the holdings are weighed. It is judged at once: do not call judge_order for its legs. Repeat every warning, and for a refusal each failed check with figure and limit.",
  trim: ({ advice, basket }) => {
    const { frontier: _frontier, ...weights } = advice;
    return { advice: weights, basket: basketInShort(basket) };
  },
  artifact: ({ basket }) => ticketsOf(basket),
});
