import { listLots } from "#operations";
import { toolFor } from "./tool-for.ts";

/** Closings of one instrument that are named; all count in realisedPnl. */
const CLOSINGS_FOR_MODEL = 20;

export const listLotsTool = toolFor(listLots, {
  describe:
    "symbol is a ticker. Lots are first in, first out, while a position's average cost is an average: the two may differ, so say which you give.",
  trim: ({ instruments }) => ({
    instruments: instruments.map(({ closings, ...instrument }) => ({
      ...instrument,
      closings: closings.slice(0, CLOSINGS_FOR_MODEL),
    })),
  }),
});
