import type { BarSeries } from "#core/market-data";
import { actionsByRow, type CorporateAction, type Delisting, delistingBar } from "./corporate-actions.ts";

/** One instrument of a market, with what its issuer did laid on its own bars. */
export interface Listing {
  series: BarSeries;
  /** New shares for one old one before each bar; 1 where nothing happened. Null: never. */
  splits: Float64Array | null;
  /** USD a share that go off before each bar, in new shares. Null: never. */
  dividends: Float64Array | null;
  /** Bar of the market at whose close it stops being listed; -1: never. */
  endsAt: number;
  /** What a share is then worth, USD; NaN: its last close. */
  endValue: number;
}

/** Many instruments on one clock: the union of their bar closes. An instrument without a bar then cannot trade then. */
export interface Market {
  /** Bar closes, epoch ms, ascending. */
  times: Float64Array;
  listings: readonly Listing[];
  /** For each instrument: its own bar at each time, or -1. */
  rows: readonly Int32Array[];
}

/**
 * Lays series with calendars of their own on one clock.
 *
 * @param series at least one, each checked and not empty
 */
export function alignMarket(
  series: readonly BarSeries[],
  actions: readonly CorporateAction[] = [],
  delistings: readonly Delisting[] = [],
): Market {
  const times = unionOf(series);
  return {
    times,
    listings: series.map((one) => ({
      series: one,
      ...actionsByRow(one, actions),
      ...delistingBar(one, times, delistings),
    })),
    rows: series.map((one) => rowsOn(times, one.times)),
  };
}

function unionOf(series: readonly BarSeries[]): Float64Array {
  const [first] = series;
  if (first && series.every(({ times }) => sameTimes(times, first.times))) return first.times;
  return Float64Array.from(new Set(series.flatMap(({ times }) => [...times]))).sort();
}

const sameTimes = (one: Float64Array, other: Float64Array): boolean =>
  one.length === other.length && one.every((time, bar) => time === other[bar]);

function rowsOn(clock: Float64Array, own: Float64Array): Int32Array {
  const rows = new Int32Array(clock.length).fill(-1);
  let row = 0;
  for (let at = 0; at < clock.length; at++) if (clock[at] === own[row]) rows[at] = row++;
  return rows;
}
