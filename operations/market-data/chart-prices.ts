import { z } from "zod";
import { Freshness } from "#core/market-data";
import { Instant, InstrumentSymbol, Source } from "#core/model";
import { defineOperation } from "../operation.ts";
import { SeveralInput, severalBars } from "./compare-instruments.ts";
import { momentOf } from "./moment.ts";

export const chartPrices = defineOperation({
  name: "chartPrices",
  summary:
    "Reads daily closes of one or several instruments over a window to be drawn: in dollars for one, as change since the first day for several.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject(SeveralInput),
  output: z.object({
    asOf: Instant,
    series: z.array(
      z.object({
        symbol: InstrumentSymbol,
        source: Source,
        points: z.array(z.object({ occurredAt: Instant, close: z.number() })).describe("Oldest first"),
        changeFraction: z.number().describe("Last close over first, less one"),
        freshness: Freshness,
      }),
    ),
  }),
  prepare: ({ ctx, input }) => severalBars(ctx, input),
  run: async ({ ctx, input, prepared: held }) => ({
    asOf: momentOf(ctx, input.asOf).asOf,
    series: held.map(({ symbol, source, bars, freshness }) => ({
      symbol,
      source,
      points: bars.map(({ occurredAt, close }) => ({ occurredAt, close })),
      changeFraction: (bars.at(-1)?.close ?? Number.NaN) / (bars[0]?.close ?? Number.NaN) - 1,
      freshness,
    })),
  }),
});
