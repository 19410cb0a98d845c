import type { Observation } from "#core/model";

/**
 * Change of a value from the same period a year earlier, both as they were known at one instant.
 *
 * @param observations of one series, one for each period
 * @returns a fraction (0.031: 3.1 % more), or null where either value is missing or the earlier one is not above 0
 */
export function yearOnYear(observations: readonly Observation[], periodOn: string): number | null {
  const yearBefore = `${Number(periodOn.slice(0, 4)) - 1}${periodOn.slice(4)}`;
  const told = (on: string) => observations.find((held) => held.periodOn === on)?.value ?? null;
  const [now, then] = [told(periodOn), told(yearBefore)];
  return now === null || then === null || then <= 0 ? null : now / then - 1;
}
