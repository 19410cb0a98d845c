import { listFills } from "#operations";
import { toolFor } from "./tool-for.ts";

export const listFillsTool = toolFor(listFills, {
  describe: "Each is part or all of an order, traded. The clientOrderId leads to its order.",
});
