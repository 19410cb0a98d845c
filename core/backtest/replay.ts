import type { BarSeries } from "#core/market-data";
import { performanceMetrics, type TradeTally } from "#core/metrics";
import type { BacktestTrade, PerformanceMetrics, TradingCosts } from "#core/model";

/** The account at each bar's close, and what traded. */
export interface Replay {
  /** Account value at each bar close, USD; as long as the series. */
  equity: Float64Array;
  trades: BacktestTrade[];
  metrics: PerformanceMetrics;
}

interface Open {
  bar: number;
  price: number;
  quantity: number;
  paid: number;
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
  targets: Uint8Array,
  initialCash: number,
  costs: TradingCosts,
): Replay {
  const { open, close, times } = series;
  const slip = costs.slippageBps / BPS;
  const fee = costs.commissionBps / BPS;
  const equity = new Float64Array(close.length);
  const trades: BacktestTrade[] = [];
  const tally: TradeTally = {
    tradeCount: 0,
    closedTrades: 0,
    wins: 0,
    grossProfit: 0,
    grossLoss: 0,
    heldBars: 0,
    totalCosts: 0,
  };
  let cash = initialCash;
  let held: Open | null = null;
  for (let bar = 0; bar < close.length; bar++) {
    const wants = bar > 0 ? targets[bar - 1] : 0;
    const at = open[bar] ?? Number.NaN;
    if (wants === 1 && held === null) {
      const price = at * (1 + slip);
      const quantity = Math.floor(cash / (price * (1 + fee)));
      if (quantity > 0) {
        const paid = quantity * price * (1 + fee);
        cash -= paid;
        held = { bar, price, quantity, paid };
        tally.tradeCount++;
        tally.totalCosts += quantity * (price * (1 + fee) - at);
      }
    } else if (wants === 0 && held !== null) {
      const price = at * (1 - slip);
      const got = held.quantity * price * (1 - fee);
      cash += got;
      tally.totalCosts += held.quantity * (at - price * (1 - fee));
      settle(tally, got - held.paid);
      trades.push(tradeOf(times, held, { bar, price, got }));
      held = null;
    }
    if (held) tally.heldBars++;
    equity[bar] = cash + (held?.quantity ?? 0) * (close[bar] ?? Number.NaN);
  }
  if (held) trades.push(openTrade(series, held));
  return { equity, trades, metrics: performanceMetrics(times, equity, tally) };
}

function settle(tally: TradeTally, profit: number): void {
  tally.closedTrades++;
  if (profit > 0) {
    tally.wins++;
    tally.grossProfit += profit;
  } else tally.grossLoss -= profit;
}

const iso = (times: Float64Array, bar: number) => new Date(times[bar] ?? Number.NaN).toISOString();

function tradeOf(
  times: Float64Array,
  held: Open,
  exit: { bar: number; price: number; got: number },
): BacktestTrade {
  return {
    enteredAt: iso(times, held.bar),
    entryPrice: held.price,
    exitedAt: iso(times, exit.bar),
    exitPrice: exit.price,
    quantity: held.quantity,
    profit: exit.got - held.paid,
    profitFraction: exit.got / held.paid - 1,
  };
}

/** A position still held at the end, marked at the last close. */
function openTrade({ times, close }: BarSeries, held: Open): BacktestTrade {
  const worth = held.quantity * (close[close.length - 1] ?? Number.NaN);
  return {
    enteredAt: iso(times, held.bar),
    entryPrice: held.price,
    exitedAt: null,
    exitPrice: null,
    quantity: held.quantity,
    profit: worth - held.paid,
    profitFraction: worth / held.paid - 1,
  };
}
