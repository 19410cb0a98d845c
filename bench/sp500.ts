import { type BarSeries, sp500Sample, toSeries } from "#core/market-data";
import type { Bar } from "#core/model";

const BARS = 5_000;
const FROM = "2000-01-01T00:00:00.000Z";
const TO = "2021-01-01T00:00:00.000Z";

/** The first 5,000 daily bars of the S&P 500 sample that comes with the product. */
export async function sp500(): Promise<{ bars: Bar[]; series: BarSeries }> {
  const bars = (await sp500Sample().bars("SP500", "1d", FROM, TO, TO)).slice(0, BARS);
  if (bars.length !== BARS) throw new Error(`the sample holds only ${bars.length} bars`);
  return { bars, series: toSeries(bars) };
}
