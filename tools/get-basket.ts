import { getBasket } from "#operations";
import { basketInShort, ticketsOf } from "./basket-part.ts";
import { toolFor } from "./tool-for.ts";

export const getBasketTool = toolFor(getBasket, {
  describe:
    "basketId comes from propose_basket or propose_rebalance. You cannot approve, decline or place it.",
  trim: basketInShort,
  artifact: ticketsOf,
});
