import { and, asc, eq, lte } from "drizzle-orm";
import { z } from "zod";
import { resampleWeekly } from "#core/market-data";
import {
  type BacktestInputs,
  type Bar,
  Instant,
  Interval,
  type Signal,
  StrategyKind,
  TradingCosts,
} from "#core/model";
import { signals } from "#db";
import type { Context } from "../context.ts";
import { toSignal } from "../market-data/article-rows.ts";
import { collectBars } from "../market-data/collect-bars.ts";
import { requireInstrument } from "../market-data/instruments.ts";

/** More bars than any series held here has. */
const ALL_BARS = 200_000;

/** What a backtest and a sweep are told alike. */
export const HistoryInput = {
  strategy: StrategyKind,
  symbol: z.string().min(1).max(80).describe("Ticker or company name"),
  interval: Interval.default("1d"),
  from: Instant.optional().describe("First bar; the beginning of the history when left out"),
  to: Instant.optional(),
  asOf: Instant.optional().describe("Only what was known by then is seen; now when left out"),
  initialCash: z.number().positive().max(1e12).default(100_000).describe("USD"),
  costs: TradingCosts.default({ commissionBps: 1, slippageBps: 2 }),
};

interface HistoryRequest {
  strategy: StrategyKind;
  symbol: string;
  interval: Interval;
  from?: Instant;
  to?: Instant;
  asOf?: Instant;
  initialCash: number;
  costs: TradingCosts;
}

/** The bars and signals a replay sees, and the inputs that make it repeatable. */
export async function readHistory(
  ctx: Context,
  request: HistoryRequest,
): Promise<{ inputs: Omit<BacktestInputs, "parameters">; bars: Bar[]; signals: Signal[] }> {
  const { symbol } = requireInstrument(ctx, request.symbol);
  const asOf = request.asOf ?? ctx.clock.now().toISOString();
  const collected = await collectBars(ctx, { ...request, symbol, asOf }, ALL_BARS);
  const bars = request.interval === "1w" ? resampleWeekly(collected) : collected;
  const rows = await ctx.db
    .select()
    .from(signals)
    .where(and(eq(signals.symbol, symbol), lte(signals.knownAt, new Date(asOf))))
    .orderBy(asc(signals.knownAt), asc(signals.id));
  return {
    bars,
    signals: rows.map(toSignal),
    inputs: {
      strategy: request.strategy,
      symbol,
      interval: request.interval,
      from: request.from ?? bars[0]?.occurredAt ?? asOf,
      to: request.to ?? bars.at(-1)?.occurredAt ?? asOf,
      asOf,
      initialCash: request.initialCash,
      costs: request.costs,
    },
  };
}
