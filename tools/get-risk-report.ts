import { getRiskReport } from "#operations";
import { toolFor } from "./tool-for.ts";

export const getRiskReportTool = toolFor(getRiskReport, {
  describe:
    'Answers what the largest risk is, what a fall would cost and what a day can cost. A question "what if" goes into scenarios as shocks: market −10 % is {"on":"market","change":-0.1}. Losses are positive dollars, shares are fractions of equity. Name the method, confidence, window and source of a figure, repeat every warning, and call assumptions assumptions. A figure that is null has its reason beside it; never put a number there.',
  trim: ({ stress, ...report }) => ({
    ...report,
    stress: stress.map(({ positions, ...line }) => ({ ...line, positions: positions.slice(0, 3) })),
  }),
});
