import { zoneOffsetMs } from "#core/market-data";

/** A date and time of day as a clock on a wall shows it; months from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Whether there is such a time zone, e.g. America/New_York. */
export function isZone(zone: string): boolean {
  try {
    zoneOffsetMs(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant at which the clocks of a zone showed that time, ms since epoch. Of an hour that clocks show twice, the
 * first; null for a time they skip, and for a day that is not in the calendar.
 */
export function instantIn(zone: string, wall: WallTime): number | null {
  const { year, month, day, hour, minute, second } = wall;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const shown = new Date(asUtc);
  if (shown.getUTCMonth() !== month - 1 || shown.getUTCDate() !== day || hour > 23 || minute > 59)
    return null;
  const DAY_MS = 86_400_000;
  // Around a change of the clocks there are two offsets to try; a change is never more than a day away from itself.
  const found = [zoneOffsetMs(zone, asUtc - DAY_MS), zoneOffsetMs(zone, asUtc + DAY_MS)]
    .map((offset) => asUtc - offset)
    .filter((at) => at + zoneOffsetMs(zone, at) === asUtc);
  return found.length > 0 ? Math.min(...found) : null;
}
