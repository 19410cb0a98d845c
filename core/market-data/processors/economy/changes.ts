import { type Day, InvalidInputError, type Observation } from "#core/model";
import type { Units } from "./units.ts";

/** A period's change from an earlier one, both as published at one instant. */
export interface Change {
  periodOn: Day;
  fromOn: Day;
  /** A fraction (0.031: 3.1 % more); for rates, which are themselves per cent, percentage points. Null where a value is missing. */
  change: number | null;
}

/**
 * Change of each period from the one so many months before.
 *
 * @param vintage what `asPublished` gives: one value for each period, so that figures of two vintages are never mixed
 * @param months 12 for year on year, 3 for quarter on quarter of monthly or quarterly figures, 1 for month on month
 * @throws InvalidInputError for a list with two values of one period or of two series
 */
export function changesOver(vintage: readonly Observation[], months: number, units?: Units): Change[] {
  const held = new Map<Day, number | null>();
  for (const one of vintage) {
    if (held.has(one.periodOn) || one.seriesId !== vintage[0]?.seriesId) throw mixedVintages(one);
    held.set(one.periodOn, one.value);
  }
  return vintage.flatMap(({ periodOn, value: now }) => {
    const fromOn = monthsBefore(periodOn, months);
    const then = held.get(fromOn);
    return then === undefined ? [] : [{ periodOn, fromOn, change: between(then, now, units) }];
  });
}

function between(then: number | null, now: number | null, units: Units | undefined): number | null {
  if (now === null || then === null) return null;
  if (units?.measure === "rate") return now - then;
  // From nothing, or from a deficit, there is no change in per cent.
  return then <= 0 ? null : now / then - 1;
}

/** The same day so many months before; 29 February becomes the 28th. */
function monthsBefore(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const count = year * 12 + month - 1 - months;
  const lastDate = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(count / 12)}-${two((count % 12) + 1)}-${two(Math.min(date, lastDate))}`;
}

const mixedVintages = ({ seriesId, periodOn }: Observation) =>
  new InvalidInputError({
    what: `The period ${periodOn} of ${seriesId} is not the only value of its period and series here.`,
    why: "A change between figures of two vintages is a revision, not a change.",
    fix: "Choose one vintage with asPublished first.",
  });
