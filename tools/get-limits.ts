import { getLimits } from "#operations";
import { toolFor } from "./tool-for.ts";

export const getLimitsTool = toolFor(getLimits, {
  describe: "You cannot change a limit, halt or resume; people with the role do.",
});
