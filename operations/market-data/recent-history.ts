import { type Bar, decimal } from "#core/model";
import { type DatedReturns, datedReturns, type HistoryFacts, historyFacts } from "#core/risk";
import type { Context, MarketData } from "../context.ts";

/** Calendar days that surely hold 250 trading days. */
const WINDOW_MS = 400 * 86_400_000;
/** Daily bars are asked for anew after a while, and not believed after a longer one. */
const FRESH_MS = 60_000;
const USABLE_MS = 15 * 60_000;
/** The real bars of the index end in 2020; the moves of its fund are those of today. */
const STAND_IN: ReadonlyMap<string, string> = new Map([["SP500", "SPY"]]);

export interface RecentHistory {
  facts: HistoryFacts | null;
  returns: DatedReturns | null;
}

interface Kept extends RecentHistory {
  readAt: number;
}

const kept = new WeakMap<MarketData, Map<string, Kept>>();

const keptOf = (market: MarketData): Map<string, Kept> => {
  const held = kept.get(market) ?? new Map<string, Kept>();
  kept.set(market, held);
  return held;
};

/**
 * Makes sure the daily bars of these instruments are at hand, outside any transaction: a slow market holds no lock.
 * A market that fails leaves what it does not tell unknown, and the gates refuse that.
 */
export async function readHistories(ctx: Context, symbols: readonly string[]): Promise<void> {
  const now = ctx.clock.now();
  const held = keptOf(ctx.market);
  for (const symbol of new Set(symbols)) {
    if (isWithin(held.get(symbol), now, FRESH_MS)) continue;
    try {
      const own = await dailyBars(ctx, symbol, now);
      const standIn = STAND_IN.get(symbol);
      const moving = standIn ? await dailyBars(ctx, standIn, now) : own;
      held.set(symbol, {
        readAt: now.getTime(),
        facts: historyFacts(own),
        returns: moving.length > 1 ? datedReturns(moving) : null,
      });
    } catch (error) {
      ctx.log.warn({ err: error, symbol, traceId: ctx.traceId }, "no daily bars to judge by");
    }
  }
}

/** What was read lately; nothing is asked for here. */
export function recentHistory(ctx: Context, symbol: string): RecentHistory {
  const found = keptOf(ctx.market).get(symbol);
  return found && isWithin(found, ctx.clock.now(), USABLE_MS) ? found : { facts: null, returns: null };
}

const isWithin = (entry: Kept | undefined, now: Date, ms: number): boolean =>
  entry !== undefined && Math.abs(now.getTime() - entry.readAt) <= ms;

function dailyBars(ctx: Context, symbol: string, now: Date): Promise<Bar[]> {
  const from = new Date(now.getTime() - WINDOW_MS).toISOString();
  return ctx.market.bars(symbol, "1d", from, now.toISOString(), now.toISOString());
}

/** Quantity × price as a statistic. */
export const worthOf = (quantity: string, price: string): number =>
  Number(decimal(quantity).times(decimal(price)).toFixed());
