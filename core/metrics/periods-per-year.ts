const MS_PER_DAY = 86_400_000;
const DAYS_PER_YEAR = 365.2425;
const SESSIONS_PER_YEAR = 252;

/**
 * How many bars of this series make a year, by its own calendar.
 *
 * Bars a day or further apart: bar steps over years spanned. Several bars a day: bars per session day
 * × 252, because a few days of minutes say nothing about weekends and holidays.
 *
 * @param times bar closes, epoch ms, ascending
 * @returns > 0; 252 for fewer than two bars
 */
export function periodsPerYear(times: Float64Array): number {
  const held = known.get(times) ?? countPeriods(times);
  known.set(times, held);
  return held;
}

function countPeriods(times: Float64Array): number {
  const first = times[0];
  const last = times[times.length - 1];
  if (first === undefined || last === undefined || last <= first) return SESSIONS_PER_YEAR;
  const days = sessionDays(times);
  const steps = times.length - 1;
  if (times.length >= 2 * days) return ((steps + 1) / days) * SESSIONS_PER_YEAR;
  return steps / ((last - first) / MS_PER_DAY / DAYS_PER_YEAR);
}

/** Series are never changed in place, and a sweep asks about one of them ten thousand times. */
const known = new WeakMap<Float64Array, number>();

/** Distinct UTC days with at least one bar. */
function sessionDays(times: Float64Array): number {
  let days = 0;
  let newest = Number.NaN;
  for (const time of times) {
    const day = Math.floor(time / MS_PER_DAY);
    if (day !== newest) days += 1;
    newest = day;
  }
  return days;
}
