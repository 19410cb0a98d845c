import type { BarSeries } from "#core/market-data";
import { metricsFromTallies, type TradeTally } from "#core/metrics";
import type { BacktestTrade, PerformanceMetrics, TradingCosts } from "#core/model";
import { EQUITY, EquityCurve, spareColumn } from "./equity-curve.ts";

/** The account at each bar's close, and what traded. */
export interface Replay {
  /** Account value at each bar close, USD; as long as the series. */
  equity: Float64Array;
  /** Oldest first; only the last can be open. */
  trades: ReplayTrade[];
  metrics: PerformanceMetrics;
}

/** One round trip by bars: a date costs more than the trade, so dates are made where somebody reads them. */
export interface ReplayTrade {
  entryBar: number;
  entryPrice: number;
  /** Null while the position is held. */
  exit: { bar: number; price: number } | null;
  quantity: number;
  /** What went out, and what came back or is held at the last close; USD after costs. */
  paid: number;
  got: number;
}

const BPS = 10_000;

/**
 * Replays decisions on a series with one position, long or flat. What was decided at a bar's close trades at the
 * next bar's open, never earlier; the last decision never trades. Buys spend all cash on whole units.
 *
 * @param targets 1 in, 0 out, decided at each bar's close; as long as the series
 * @param initialCash USD, > 0
 */
export function replay(
  series: BarSeries,
  targets: Int8Array,
  initialCash: number,
  costs: TradingCosts,
): Replay {
  const equity = new Float64Array(series.close.length);
  return { equity, ...walk(series, targets, initialCash, costs, equity) };
}

/** Only the figures of the same replay, for those who try thousands. */
export function replayMetrics(
  series: BarSeries,
  targets: Int8Array,
  initialCash: number,
  costs: TradingCosts,
): PerformanceMetrics {
  return walk(series, targets, initialCash, costs, spareColumn(EQUITY, series.close.length)).metrics;
}

function walk(
  series: BarSeries,
  targets: Int8Array,
  initialCash: number,
  costs: TradingCosts,
  equity: Float64Array,
): Pick<Replay, "trades" | "metrics"> {
  const { open, close, times } = series;
  const bars = close.length;
  const buyAt = 1 + costs.slippageBps / BPS;
  const sellAt = 1 - costs.slippageBps / BPS;
  const fee = costs.commissionBps / BPS;
  const curve = new EquityCurve(close, initialCash, equity);
  const trades: ReplayTrade[] = [];
  let cash = initialCash;
  let held: ReplayTrade | null = null;
  for (let bar = 1; bar < bars; ) {
    const target = targets[bar - 1];
    const at = open[bar] as number;
    if (held && target === 0) {
      const price = at * sellAt;
      held.exit = { bar, price };
      held.got = held.quantity * price * (1 - fee);
      cash += held.got;
      held = null;
    } else if (!held && target === 1) {
      const price = at * buyAt;
      const quantity = Math.floor(cash / (price * (1 + fee)));
      if (quantity > 0) {
        const paid = quantity * price * (1 + fee);
        cash -= paid;
        held = { entryBar: bar, entryPrice: price, exit: null, quantity, paid, got: 0 };
        trades.push(held);
      }
    }
    let next = bar + 1;
    // Nothing changes until the target does, but for a buyer who could not afford one unit and tries again.
    if (held || target === 0) while (next < bars && targets[next - 1] === target) next++;
    if (held) curve.held(bar, next, cash, held.quantity);
    else curve.flat(bar, next, cash);
    bar = next;
  }
  if (held) held.got = held.quantity * (close[bars - 1] as number);
  return { trades, metrics: metricsFromTallies(curve.tally(times), tallyOf(trades, series)) };
}

/** What the trades add up to. Costs are what they paid beyond the opens they traded at. */
function tallyOf(trades: readonly ReplayTrade[], { open, close }: BarSeries): TradeTally {
  const tally: TradeTally = {
    tradeCount: trades.length,
    closedTrades: 0,
    wins: 0,
    grossProfit: 0,
    grossLoss: 0,
    heldBars: 0,
    totalCosts: 0,
  };
  for (const { entryBar, exit, quantity, paid, got } of trades) {
    tally.heldBars += (exit?.bar ?? close.length) - entryBar;
    tally.totalCosts += paid - quantity * (open[entryBar] as number);
    if (!exit) continue;
    tally.totalCosts += quantity * (open[exit.bar] as number) - got;
    tally.closedTrades++;
    if (got > paid) {
      tally.wins++;
      tally.grossProfit += got - paid;
    } else tally.grossLoss += paid - got;
  }
  return tally;
}

/** A trade as a report shows it. */
export function datedTrade(trade: ReplayTrade, { times }: BarSeries): BacktestTrade {
  const at = (bar: number) => new Date(times[bar] ?? Number.NaN).toISOString();
  return {
    enteredAt: at(trade.entryBar),
    entryPrice: trade.entryPrice,
    exitedAt: trade.exit && at(trade.exit.bar),
    exitPrice: trade.exit?.price ?? null,
    quantity: trade.quantity,
    profit: trade.got - trade.paid,
    profitFraction: trade.got / trade.paid - 1,
  };
}
