import { type BarSeries, normalOf, randomOf } from "#core/market-data";

const DAY_MS = 86_400_000;

/** Daily bars of a random walk with drift and changing calm, the same for one key. */
export function aMarket(key: string, bars: number, symbol = "AAPL"): BarSeries {
  const random = randomOf(key);
  const series = emptySeries(symbol, bars);
  let price = 100;
  let drift = 0;
  for (let bar = 0; bar < bars; bar += 1) {
    if (bar % 60 === 0) drift = 0.004 * normalOf(random);
    const open = price * Math.exp(0.004 * normalOf(random));
    price = open * Math.exp(drift + 0.012 * normalOf(random));
    series.open[bar] = open;
    series.close[bar] = price;
    series.high[bar] = Math.max(open, price) * (1 + 0.006 * random());
    series.low[bar] = Math.min(open, price) * (1 - 0.006 * random());
    series.volume[bar] = Math.round(1e6 * (0.5 + random()));
  }
  return series;
}

/** Daily bars that open, trade and close at these prices. */
export function theCloses(closes: readonly number[], symbol = "AAPL"): BarSeries {
  const series = emptySeries(symbol, closes.length);
  for (const column of [series.open, series.high, series.low, series.close]) column.set(closes);
  return series;
}

/** The first bars of a series. */
export function firstBars(series: BarSeries, count: number): BarSeries {
  const { times, open, high, low, close, volume } = series;
  const cut = (column: Float64Array) => column.slice(0, count);
  return {
    ...series,
    times: cut(times),
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
    volume: cut(volume),
  };
}

function emptySeries(symbol: string, bars: number): BarSeries {
  const column = () => new Float64Array(bars);
  return {
    symbol,
    interval: "1d",
    source: "simulated",
    times: Float64Array.from({ length: bars }, (_, bar) => Date.UTC(2015, 0, 1, 21) + bar * DAY_MS),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
}
