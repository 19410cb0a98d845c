import { z } from "zod";
import { Freshness } from "#core/market-data";
import { Bar, Instant, InstrumentSymbol, Interval, Source } from "#core/model";
import { defineOperation } from "../operation.ts";
import { barsOf } from "./bars-of.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, momentOf } from "./moment.ts";

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
    adjust: z
      .enum(["raw", "splits", "all"])
      .default("splits")
      .describe("Prices as traded; in shares of asOf; or with dividends kept invested as well"),
    limit: z.number().int().min(1).max(5000).default(500).describe("The newest so many"),
    cursor: Instant.optional().describe("`nextCursor` of the answer before: goes on with older bars"),
  }),
  output: z.object({
    symbol: InstrumentSymbol,
    interval: Interval,
    adjust: z.enum(["raw", "splits", "all"]),
    asOf: Instant,
    source: Source,
    bars: z.array(Bar),
    truncated: z.boolean().describe("True when older bars of the window were left out by the limit"),
    nextCursor: Instant.nullable().describe("Where older bars of the window go on; null when there are none"),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const instrument = requireInstrument(ctx, input.symbol);
    const to = input.cursor ? justBefore(input.cursor) : input.to;
    const found = await barsOf(ctx, { ...input, to, symbol: instrument.symbol, limit: input.limit + 1 });
    return { instrument, found };
  },
  run: async ({ ctx, input, prepared: { instrument, found } }) => {
    const { interval } = input;
    const moment = momentOf(ctx, input.asOf);
    const bars = found.slice(-input.limit);
    const truncated = found.length > input.limit;
    // A window that ends in the past is as fresh as it can be; only how the vendor is matters to it.
    const read =
      input.to || input.cursor ? ({ kind: "occasional" } as const) : ({ kind: "bars", interval } as const);
    return {
      symbol: instrument.symbol,
      interval,
      adjust: input.adjust,
      asOf: moment.asOf,
      source: bars.at(-1)?.source ?? instrument.source,
      bars,
      truncated,
      nextCursor: truncated ? (bars[0]?.occurredAt ?? null) : null,
      freshness: freshnessAt(ctx, moment, read, bars.at(-1)),
    };
  },
});

const justBefore = (instant: Instant): Instant => new Date(Date.parse(instant) - 1).toISOString();
