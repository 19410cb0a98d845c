import type { Day, Instant, Observation } from "#core/model";

/**
 * A series as it stood at an instant: of each period the newest value published by then, missing ones included, oldest
 * period first. What was published later does not exist.
 */
export function asPublished(observations: readonly Observation[], asOf: Instant): Observation[] {
  const newest = new Map<Day, Observation>();
  for (const one of observations) {
    const held = newest.get(one.periodOn);
    if (one.knownAt <= asOf && (!held || isNewer(one, held))) newest.set(one.periodOn, one);
  }
  return [...newest.values()].sort((a, b) => (a.periodOn < b.periodOn ? -1 : 1));
}

/** By the day of publication; of one day told twice, what was known later. */
const isNewer = (one: Observation, other: Observation): boolean =>
  one.vintageOn === other.vintageOn ? one.knownAt > other.knownAt : one.vintageOn > other.vintageOn;

/** How one period's value was published and changed since. */
export interface Revisions {
  periodOn: Day;
  /** Every value that differs from the one before it, oldest first. */
  values: readonly Observation[];
  first: Observation;
  latest: Observation;
  /** Latest less first, in the series' units; null where either is missing. */
  change: number | null;
}

/** The revisions of one period known at an instant; null where it was not published by then. */
export function revisionsOf(
  observations: readonly Observation[],
  periodOn: Day,
  asOf: Instant,
): Revisions | null {
  const published = observations
    .filter((one) => one.periodOn === periodOn && one.knownAt <= asOf)
    .sort((a, b) => (isNewer(a, b) ? 1 : -1));
  const values = published.filter((one, index) => index === 0 || one.value !== published[index - 1]?.value);
  const [first, latest] = [values[0], values.at(-1)];
  if (!first || !latest) return null;
  const change = first.value === null || latest.value === null ? null : latest.value - first.value;
  return { periodOn, values, first, latest, change };
}
