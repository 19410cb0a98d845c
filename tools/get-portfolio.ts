import { getPortfolio } from "#operations";
import { toolFor } from "./tool-for.ts";

export const getPortfolioTool = toolFor(getPortfolio, {
  describe: "Amounts are US dollars as text. Say the source of the prices when you quote a value.",
});
