import type { Window } from "./plan.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MINUTES_PER_DAY = 1_440;

/** Volume of one minute; `at` is its close, epoch ms. */
export interface MinuteVolume {
  at: number;
  volume: number;
}

/** Expected volume of each minute of the UTC day, units; NaN where the history holds none of that minute. */
export type VolumeCurve = Float64Array;

/**
 * How much trades in each minute of the day on average over the history, days without that minute left out.
 *
 * @param minutes in any order; only those that ended before the plan is made, or it would look ahead
 */
export function volumeCurve(minutes: readonly MinuteVolume[]): VolumeCurve {
  const sums = new Float64Array(MINUTES_PER_DAY);
  const counts = new Float64Array(MINUTES_PER_DAY);
  for (const { at, volume } of minutes) {
    const minute = minuteOf(at - 1);
    sums[minute] = (sums[minute] ?? 0) + volume;
    counts[minute] = (counts[minute] ?? 0) + 1;
  }
  return sums.map((sum, minute) => sum / (counts[minute] ?? 0));
}

/** Volume expected in a window, units; minutes cut by its ends count in part, unknown ones not at all. */
export function expectedVolume(curve: VolumeCurve, { startsAt, endsAt }: Window): number {
  let sum = 0;
  for (let begins = Math.floor(startsAt / MINUTE_MS) * MINUTE_MS; begins < endsAt; begins += MINUTE_MS) {
    const share = (Math.min(endsAt, begins + MINUTE_MS) - Math.max(startsAt, begins)) / MINUTE_MS;
    const volume = curve[minuteOf(begins)] ?? Number.NaN;
    if (volume > 0) sum += share * volume;
  }
  return sum;
}

const minuteOf = (at: number): number => Math.floor((at % DAY_MS) / MINUTE_MS);
