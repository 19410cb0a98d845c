import type { BarSeries } from "#core/market-data";
import { performanceMetrics, type TradeTally } from "#core/metrics";
import type { PerformanceMetrics, TradingCosts } from "#core/model";

/**
 * The semantics of the kernel as a loop over bars, written for the eye and sharing nothing with it, so that the two
 * can disagree.
 */
export function plainReplay(
  { open, close, times }: BarSeries,
  directions: Int8Array,
  initialCash: number,
  { commissionBps, slippageBps }: TradingCosts,
): { equity: Float64Array; metrics: PerformanceMetrics } {
  const fee = commissionBps / 10_000;
  const slip = slippageBps / 10_000;
  const tally: TradeTally = {
    tradeCount: 0,
    closedTrades: 0,
    wins: 0,
    grossProfit: 0,
    grossLoss: 0,
    heldBars: 0,
    totalCosts: 0,
  };
  const equity = new Float64Array(close.length).fill(initialCash);
  let cash = initialCash;
  let position = 0;
  let before = 0;
  const ends = () => {
    position = 0;
    tally.closedTrades++;
    if (cash > before) {
      tally.wins++;
      tally.grossProfit += cash - before;
    } else tally.grossLoss += before - cash;
  };
  for (let bar = 1; bar < close.length; bar++) {
    const [at = Number.NaN, last = Number.NaN] = [open[bar], close[bar]];
    const wanted = directions[bar - 1] ?? 0;
    if (position !== 0 && Math.sign(position) !== wanted) {
      const price = at * (1 - Math.sign(position) * slip);
      const kept = cash + position * price - Math.abs(position) * price * fee;
      if (kept > 0) tally.totalCosts += cash + position * at - kept;
      cash = Math.max(0, kept);
      ends();
    }
    if (position === 0 && wanted !== 0 && cash > 0) {
      const price = at * (1 + wanted * slip);
      const size = Math.floor(cash / (price * (1 + fee)));
      if (size > 0) {
        before = cash;
        position = wanted * size;
        cash -= position * price + size * price * fee;
        tally.totalCosts += before - (cash + position * at);
        tally.tradeCount++;
      }
    }
    if (cash + position * last <= 0) {
      cash = 0;
      if (position !== 0) ends();
    }
    if (position !== 0) tally.heldBars++;
    equity[bar] = cash + position * last;
  }
  return { equity, metrics: performanceMetrics(times, equity, tally) };
}
