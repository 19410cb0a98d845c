import { z } from "zod";
import { resampleWeekly } from "#core/market-data";
import { Bar, Instant, InstrumentSymbol, Interval, Source } from "#core/model";
import { defineOperation } from "../operation.ts";
import { collectBars } from "./collect-bars.ts";
import { requireInstrument } from "./instruments.ts";

/** Trading days in a week, for reading enough daily bars to make the weeks asked for. */
const DAYS_PER_WEEK = 5;

export const getBars = defineOperation({
  name: "getBars",
  summary:
    "Reads price bars of one instrument as they were known at an instant. Nothing later is ever shown.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    interval: Interval.default("1d"),
    from: Instant.optional(),
    to: Instant.optional(),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
    limit: z.number().int().min(1).max(5000).default(500).describe("The newest so many"),
  }),
  output: z.object({
    symbol: InstrumentSymbol,
    interval: Interval,
    asOf: Instant,
    source: Source,
    bars: z.array(Bar),
    truncated: z.boolean().describe("True when older bars of the window were left out by the limit"),
  }),
  prepare: async ({ ctx, input }) => {
    const instrument = requireInstrument(ctx, input.symbol);
    const perBar = input.interval === "1w" ? DAYS_PER_WEEK : 1;
    const found = await collectBars(ctx, { ...input, symbol: instrument.symbol }, (input.limit + 1) * perBar);
    return { instrument, bars: input.interval === "1w" ? resampleWeekly(found) : found };
  },
  run: async ({ ctx, input, prepared: { instrument, bars } }) => ({
    symbol: instrument.symbol,
    interval: input.interval,
    asOf: input.asOf ?? ctx.clock.now().toISOString(),
    source: instrument.source,
    bars: bars.slice(-input.limit),
    truncated: bars.length > input.limit,
  }),
});
