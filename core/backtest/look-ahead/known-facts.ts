import type { BarSeries } from "#core/market-data";
import type { RuleFacts } from "#core/strategy";

/** A dated fact beside the bars: a signal, a release, an article. */
export interface ToldFact {
  knownAt: string;
}

/** How facts are changed: every series among them, and every list of told facts. */
export interface FactChange {
  series(series: BarSeries): BarSeries;
  told(facts: readonly ToldFact[]): readonly ToldFact[];
}

/** The same facts with every series and every list of told facts changed, whatever else a rule is given. */
export function changeFacts<Facts extends RuleFacts>(facts: Facts, change: FactChange): Facts {
  const changed = Object.entries(facts).map(([name, value]) => [name, changeValue(value, change)]);
  return Object.fromEntries(changed) as Facts;
}

function changeValue(value: unknown, change: FactChange): unknown {
  if (isSeries(value)) return change.series(value);
  if (!Array.isArray(value)) return value;
  if (value.every(isSeries)) return value.map((one) => change.series(one));
  return value.every(isTold) ? change.told(value) : value;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isSeries = (value: unknown): value is BarSeries =>
  isRecord(value) && value.times instanceof Float64Array && value.close instanceof Float64Array;

const isTold = (value: unknown): value is ToldFact => isRecord(value) && typeof value.knownAt === "string";

/** Only what was known at an instant: bars closed and facts told by then. */
export function factsKnownAt(at: number): FactChange {
  return {
    series: (series) => barsUntil(series, at),
    told: (facts) => facts.filter(({ knownAt }) => Date.parse(knownAt) <= at),
  };
}

function barsUntil(series: BarSeries, at: number): BarSeries {
  const after = series.times.findIndex((time) => time > at);
  if (after < 0) return series;
  const { times, open, high, low, close, volume } = series;
  const cut = (column: Float64Array) => column.slice(0, after);
  const prices = { open: cut(open), high: cut(high), low: cut(low), close: cut(close) };
  return { ...series, ...prices, times: cut(times), volume: cut(volume) };
}
