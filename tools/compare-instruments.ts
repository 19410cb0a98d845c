import { compareInstruments } from "#operations";
import { toolFor } from "./tool-for.ts";

export const compareInstrumentsTool = toolFor(compareInstruments, {
  describe:
    "Fractions throughout: 0.25 is 25 %. correlations has one row for each of instruments, in that order. Draws nothing; chart_prices does. Repeat every warning in freshness.",
});
