import { z } from "zod";
import { compareBars, Freshness } from "#core/market-data";
import { type Bar, Instant, InstrumentSymbol, InvalidInputError, Source } from "#core/model";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { barsOf } from "./bars-of.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, momentOf } from "./moment.ts";

/** Daily bars of some forty years. */
const MAX_BARS = 10_000;
const YEAR_MS = 365 * 86_400_000;

/** A window of daily bars of several instruments, named by ticker or company. */
export const SeveralInput = {
  symbols: z.array(z.string().min(1).max(80)).min(1).max(10).describe("Tickers or company names"),
  from: Instant.optional().describe("A year before the end when left out"),
  to: Instant.optional(),
  asOf: Instant.optional().describe("Read as of this instant; now when left out"),
};

export interface HeldBars {
  symbol: string;
  source: Source;
  bars: Bar[];
  freshness: Freshness;
}

/** Daily bars of each, adjusted for splits. @throws InvalidInputError when one has none in the window */
export async function severalBars(
  ctx: Context,
  wish: { symbols: readonly string[]; from?: Instant; to?: Instant; asOf?: Instant },
): Promise<HeldBars[]> {
  const moment = momentOf(ctx, wish.asOf);
  const to = wish.to && wish.to < moment.asOf ? wish.to : undefined;
  const from = wish.from ?? new Date(Date.parse(to ?? moment.asOf) - YEAR_MS).toISOString();
  const instruments = new Map(
    wish.symbols.map((text) => requireInstrument(ctx, text)).map((i) => [i.symbol, i]),
  );
  const held: HeldBars[] = [];
  for (const { symbol, source } of instruments.values()) {
    const bars = await barsOf(ctx, { symbol, interval: "1d", from, to, asOf: wish.asOf, limit: MAX_BARS });
    const read = to ? ({ kind: "occasional" } as const) : ({ kind: "bars", interval: "1d" } as const);
    const freshness = freshnessAt(ctx, moment, read, bars.at(-1));
    if (bars.length === 0) throw noBars(symbol, from, to ?? moment.asOf, freshness.warning);
    held.push({ symbol, source: bars.at(-1)?.source ?? source, bars, freshness });
  }
  return held;
}

const noBars = (symbol: string, from: Instant, to: Instant, warning: string | null) =>
  new InvalidInputError({
    what: `${symbol} has no daily bars from ${from} to ${to}.`,
    why: warning ?? "Its history does not reach into this window.",
    fix: "Leave it out, or choose another window; getCoverage shows what is held.",
  });

export const compareInstruments = defineOperation({
  name: "compareInstruments",
  summary:
    "Compares instruments over a window: return, yearly volatility, deepest fall, and how their daily moves go together, on the days all of them have.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({ ...SeveralInput, symbols: SeveralInput.symbols.min(2) }),
  output: z.object({
    asOf: Instant,
    firstOn: z.string().nullable(),
    lastOn: z.string().nullable(),
    days: z.number().int().describe("Days on which all have a bar"),
    instruments: z.array(
      z.object({
        symbol: InstrumentSymbol,
        source: Source,
        firstClose: z.number(),
        lastClose: z.number(),
        totalReturn: z.number().describe("A fraction: 0.25 is 25 %"),
        annualVolatility: z.number().nullable(),
        maxDrawdown: z.number(),
        leftOutDays: z.number().int().describe("Its own days that the others do not have"),
        freshness: Freshness,
      }),
    ),
    correlations: z
      .array(z.array(z.number().nullable()))
      .describe("Of daily returns, rows and columns in the order of `instruments`"),
  }),
  prepare: ({ ctx, input }) => severalBars(ctx, input),
  run: async ({ ctx, input, prepared: held }) => {
    const { instruments, ...comparison } = compareBars(held);
    const told = new Map(held.map((one) => [one.symbol, one]));
    return {
      asOf: momentOf(ctx, input.asOf).asOf,
      ...comparison,
      instruments: instruments.flatMap((one) => {
        const own = told.get(one.symbol);
        return own ? [{ ...one, source: own.source, freshness: own.freshness }] : [];
      }),
    };
  },
});
