import { proposeStrategies } from "#operations";
import { toolFor } from "./tool-for.ts";

export const proposeStrategiesTool = toolFor(proposeStrategies, {
  describe:
    "An idea is no result: say why it was thought up, and that firstLook is in sample. Its body holds what run_backtest takes (kind is strategy; universe of one is symbol) and what save_strategy keeps.",
});
