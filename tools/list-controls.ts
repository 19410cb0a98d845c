import { listControls } from "#operations";
import { toolFor } from "./tool-for.ts";

export const listControlsTool = toolFor(listControls, {
  describe:
    "Answers what the desk checks and why. The defaults are those of the code; the figures in force are in get_limits.",
  trim: ({ controls }) => ({
    controls: controls.map(({ source: _source, unit: _unit, ...control }) => control),
  }),
});
