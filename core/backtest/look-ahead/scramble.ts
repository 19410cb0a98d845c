import { type BarSeries, normalOf } from "#core/market-data";
import type { FactChange, ToldFact } from "./known-facts.ts";

/** Deviation of what a scrambled price is multiplied by, in logarithms: enough to turn most comparisons round. */
const SPREAD = 0.35;

/** Other prices and volumes for some bars; each bar stays one that could be. */
export function scrambleBars(
  series: BarSeries,
  isScrambled: (bar: number) => boolean,
  random: () => number,
): BarSeries {
  const copy = (column: Float64Array) => column.slice();
  const { open, high, low, close, volume } = series;
  const other = {
    ...series,
    open: copy(open),
    high: copy(high),
    low: copy(low),
    close: copy(close),
    volume: copy(volume),
  };
  for (let bar = 0; bar < close.length; bar++) {
    if (!isScrambled(bar)) continue;
    const begins = (open[bar] as number) * Math.exp(SPREAD * normalOf(random));
    const ends = (close[bar] as number) * Math.exp(SPREAD * normalOf(random));
    other.open[bar] = begins;
    other.close[bar] = ends;
    other.high[bar] = Math.max(begins, ends) * (1 + 0.1 * random());
    other.low[bar] = Math.min(begins, ends) * (1 - 0.1 * random());
    other.volume[bar] = (volume[bar] as number) * 3 * random();
  }
  return other;
}

/** A future that did not happen: other bars after an instant, and only some of what was told later. */
export function otherFuture(at: number, random: () => number): FactChange {
  return {
    series: (series) => scrambleBars(series, (bar) => (series.times[bar] as number) > at, random),
    told: (facts) => facts.filter(({ knownAt }) => Date.parse(knownAt) <= at || random() < 0.5),
  };
}

/**
 * What was on record at an instant, where the record was changed later: other values for the bars of a series that were
 * only known as they are now afterwards, and none of what was told afterwards.
 *
 * @param knownAt for each bar of `revised`: when its present values were known, epoch ms
 */
export function withoutRevisions(
  at: number,
  revised: BarSeries,
  knownAt: Float64Array,
  random: () => number,
): FactChange {
  const isLater = (bar: number) => (revised.times[bar] as number) <= at && (knownAt[bar] as number) > at;
  return {
    series: (series) => (series.symbol === revised.symbol ? scrambleBars(series, isLater, random) : series),
    told: (facts: readonly ToldFact[]) => facts,
  };
}
