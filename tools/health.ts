import { health } from "#operations";
import { toolFor } from "./tool-for.ts";

export const healthTool = toolFor(health, {
  describe: "Use it when the person asks whether the desk works, or after a tool was unavailable.",
});
