import { optimizePortfolio } from "#operations";
import { toolFor } from "./tool-for.ts";

/** Enough of the frontier to tell its shape. */
const POINTS_FOR_MODEL = 5;

export const optimizePortfolioTool = toolFor(optimizePortfolio, {
  describe:
    "Symbols come from list_instruments; without them the account's holdings are weighed. Fractions: 0.1 is 10 %. The basket is what would have to be traded, and nothing is: each order still has to go through propose_order if the person asks for it. Repeat every warning, and name what binds.",
  trim: ({ frontier, ...advice }) => {
    const step = Math.max(1, Math.ceil(frontier.length / POINTS_FOR_MODEL));
    return {
      ...advice,
      frontier: frontier
        .filter((_, k) => k % step === 0 || k === frontier.length - 1)
        .map(({ expectedReturn, volatility }) => ({ expectedReturn, volatility })),
    };
  },
});
