import { seeded } from "#stand-ins/loopback";
import { exchangeDay } from "#stand-ins/world";
import { type FredSeries, SERIES } from "./catalogue.ts";
import { addDays, LAST_DAY, periodsOf, publishedOn } from "./periods.ts";

/** A value and the days on which it was the current one; null is the vendor's "." for a value that is missing. */
export interface Publication {
  periodOn: string;
  startsOn: string;
  /** The last day; 9999-12-31 while it is not replaced. */
  endsOn: string;
  value: number | null;
}

export const OPEN_END = "9999-12-31";
/** A first print is off by a part of a step, each later one by half as much. */
const FIRST_ERROR = 0.8;

/** Histories made so far; daily ones take a while. */
const made = new Map<string, readonly Publication[]>();
const MOST_MADE = 100;

/**
 * Everything that was ever published of a series, by period and then by day. Like the world it knows the future;
 * whoever answers from it cuts at the present.
 */
export function publicationsOf(seed: number, series: FredSeries): readonly Publication[] {
  const key = `${seed} ${series.id}`;
  const history = made.get(key) ?? makePublications(seed, series);
  if (made.size >= MOST_MADE) made.clear();
  made.set(key, history);
  return history;
}

function makePublications(seed: number, series: FredSeries): Publication[] {
  const random = seeded(seed * 1_000 + SERIES.indexOf(series));
  const { start, drift, noise, relative, decimals } = series.walk;
  let level = start;
  return periodsOf(series).flatMap((periodOn) => {
    const scale = relative ? level : 1;
    const step = noise * (random() + random() + random() - 1.5) * 2;
    level += scale * (drift + step);
    const errors = [random() - 0.5, random() - 0.5, random() - 0.5, 0];
    const days = publishedOn(series, periodOn).filter((day) => day <= LAST_DAY);
    const isMissing = series.frequency === "Daily" && exchangeDay(periodOn) === null;
    const values = days.map((_, index) => {
      const error = index === days.length - 1 && days.length > 1 ? 0 : (errors[index] ?? 0) / 2 ** index;
      const value = level + scale * noise * FIRST_ERROR * error * (days.length > 1 ? 1 : 0);
      return isMissing ? null : Number(value.toFixed(decimals));
    });
    return changesOf(periodOn, days, values);
  });
}

/** A publication that repeats the value held is none. */
function changesOf(
  periodOn: string,
  days: readonly string[],
  values: readonly (number | null)[],
): Publication[] {
  const changes: Publication[] = [];
  days.forEach((startsOn, index) => {
    const value = values[index] ?? null;
    const held = changes.at(-1);
    if (held && held.value === value) return;
    if (held) held.endsOn = addDays(startsOn, -1);
    changes.push({ periodOn, startsOn, endsOn: OPEN_END, value });
  });
  return changes;
}
