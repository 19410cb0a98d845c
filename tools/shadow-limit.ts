import { shadowLimit } from "#operations";
import { toolFor } from "./tool-for.ts";

/** Enough orders to name. */
const ORDERS_FOR_MODEL = 20;

export const shadowLimitTool = toolFor(shadowLimit, {
  describe:
    "Answers a question such as what a limit of so much would have stopped. Names and units are those of get_limits. Nothing changes: say so, and say how many orders could not be judged again. tighten_limits makes it real when the person asks.",
  trim: ({ orders, ...report }) => ({ ...report, orders: orders.slice(0, ORDERS_FOR_MODEL) }),
});
