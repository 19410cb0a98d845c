import { listInstruments } from "#operations";
import { toolFor } from "./tool-for.ts";

export const listInstrumentsTool = toolFor(listInstruments, {
  describe: "Which company a ticker means is answered here and never guessed.",
  trim: ({ instruments }) => ({
    instruments: instruments.map(({ symbol, name, kind, sector, tradable, source, note }) => ({
      symbol,
      name,
      kind,
      sector,
      tradable,
      source,
      note,
    })),
  }),
});
