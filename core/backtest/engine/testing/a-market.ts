import { type BarSeries, normalOf, randomOf } from "#core/market-data";

/** One bar as open, high, low, close and, when it matters, volume. */
export type BarRow = readonly [open: number, high: number, low: number, close: number, volume?: number];

/** Daily bars of one instrument from 5 January 2026 on, every calendar day one. */
export function seriesOf(
  rows: readonly BarRow[],
  symbol = "AAPL",
  days = rows.map((_, bar) => bar),
): BarSeries {
  const column = (at: number) => Float64Array.from(rows, (row) => row[at] ?? 1_000_000);
  return {
    symbol,
    interval: "1d",
    source: "simulated",
    times: Float64Array.from(days, (day) => Date.UTC(2026, 0, 5 + day, 21)),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: column(4),
  };
}

/** A random walk with gaps between bars, on some of the days only. */
export function randomSeries(key: string, symbol: string, bars: number, swing: number): BarSeries {
  const random = randomOf(`${key}-${symbol}`);
  const rows: BarRow[] = [];
  const days: number[] = [];
  let price = 20 + 100 * random();
  for (let day = 0; rows.length < bars; day++) {
    if (random() < 0.1) continue;
    const open = price * Math.exp((swing / 2) * normalOf(random));
    price = open * Math.exp(swing * normalOf(random));
    const high = Math.max(open, price) * (1 + swing * random());
    const low = Math.min(open, price) * (1 - (swing / 2) * random());
    rows.push([open, high, low, price, Math.floor(5_000 * random())]);
    days.push(day);
  }
  return seriesOf(rows, symbol, days);
}
