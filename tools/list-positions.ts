import { listPositions } from "#operations";
import { toolFor } from "./tool-for.ts";

export const listPositionsTool = toolFor(listPositions, {
  describe: "A negative quantity is short. Quantities and prices are text.",
});
