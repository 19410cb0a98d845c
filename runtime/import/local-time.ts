/** A date and time of day as a clock on a wall shows it; months from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const held = formats.get(zone);
  if (held) return held;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}

/** Whether there is such a time zone, e.g. America/New_York. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone are ahead of UTC at an instant, ms. */
function offsetMs(zone: string, at: number): number {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
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
  const found = [offsetMs(zone, asUtc - DAY_MS), offsetMs(zone, asUtc + DAY_MS)]
    .map((offset) => asUtc - offset)
    .filter((at) => at + offsetMs(zone, at) === asUtc);
  return found.length > 0 ? Math.min(...found) : null;
}
