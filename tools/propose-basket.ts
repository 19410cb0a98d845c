import { proposeBasket } from "#operations";
import { basketInShort, ticketsOf } from "./basket-part.ts";
import { toolFor } from "./tool-for.ts";

export const proposeBasketTool = toolFor(proposeBasket, {
  describe:
    "Call it only when the person asked in this conversation for several orders as one whole. It is judged at once: do not call judge_order for its legs. Say the status, who must agree, and for a refusal each failed check with figure and limit. Do not drop or shrink a leg to get past a gate.",
  trim: basketInShort,
  artifact: ticketsOf,
});
