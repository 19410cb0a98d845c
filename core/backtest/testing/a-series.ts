import type { BarSeries } from "#core/market-data";

/** Daily bars that open at these prices and close at those. */
export function aSeries(open: readonly number[], close: readonly number[] = open): BarSeries {
  const column = (values: readonly number[]) => Float64Array.from(values);
  return {
    symbol: "AAPL",
    interval: "1d",
    source: "simulated",
    times: column(open.map((_, bar) => Date.UTC(2026, 0, 1 + bar, 21))),
    open: column(open),
    high: column(open.map((price, bar) => Math.max(price, close[bar] ?? price))),
    low: column(open.map((price, bar) => Math.min(price, close[bar] ?? price))),
    close: column(close),
    volume: column(open.map(() => 0)),
  };
}
