import type { BarSeries } from "#core/market-data";
import { periodsPerYear } from "#core/metrics";
import type { TradingCosts } from "#core/model";

/** What two backtests are compared by. */
export interface Outcome {
  finalEquity: number;
  sharpeRatio: number;
  maxDrawdown: number;
  tradeCount: number;
}

/**
 * The loop of `sma-cross.c` in TypeScript, written for the eye: the reference where no C compiler is at hand. It
 * shares nothing with core/backtest, so that the two can disagree.
 */
export function perBarLoop(
  { open, close, times }: BarSeries,
  { fast, slow }: { fast: number; slow: number },
  initialCash: number,
  costs: TradingCosts,
): Outcome {
  const at = (column: Float64Array, bar: number) => column[bar] ?? Number.NaN;
  const fee = costs.commissionBps / 10_000;
  const slip = costs.slippageBps / 10_000;
  const quick = averages(close, fast);
  const steady = averages(close, slow);
  const equity: number[] = [];
  let cash = initialCash;
  let quantity = 0;
  let tradeCount = 0;
  for (let bar = 0; bar < close.length; bar++) {
    const wants = bar > 0 && at(quick, bar - 1) > at(steady, bar - 1);
    if (wants && quantity === 0) {
      const price = at(open, bar) * (1 + slip);
      quantity = Math.floor(cash / (price * (1 + fee)));
      cash -= quantity * price * (1 + fee);
      tradeCount++;
    } else if (!wants && quantity > 0) {
      cash += quantity * (at(open, bar) * (1 - slip)) * (1 - fee);
      quantity = 0;
    }
    equity.push(cash + quantity * at(close, bar));
  }
  const returns = equity.slice(1).map((value, index) => value / (equity[index] ?? Number.NaN) - 1);
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (returns.length - 1));
  let peak = 0;
  const falls = equity.map((value) => {
    peak = Math.max(peak, value);
    return (peak - value) / peak;
  });
  return {
    finalEquity: equity.at(-1) ?? Number.NaN,
    sharpeRatio: deviation > 0 ? (mean / deviation) * Math.sqrt(periodsPerYear(times)) : 0,
    maxDrawdown: Math.max(...falls),
    tradeCount,
  };
}

function averages(values: Float64Array, period: number): Float64Array {
  let sum = 0;
  return values.map((value, bar) => {
    sum += bar < period ? value : value - (values[bar - period] ?? Number.NaN);
    return bar >= period - 1 ? sum * (1 / period) : Number.NaN;
  });
}
