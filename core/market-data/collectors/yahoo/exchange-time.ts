const MINUTE_MS = 60_000;
const WEEK_MS = 604_800_000;

interface ZoneClock {
  format: Intl.DateTimeFormat;
  /** The offset that holds for a whole week since 1970; null for a week in which the clocks are changed. */
  weeks: Map<number, number | null>;
}
const clocks = new Map<string, ZoneClock>();

/** A place's clock at an instant. */
export interface LocalTime {
  /** As 2026-11-27 */
  day: string;
  /** Minutes since midnight */
  minute: number;
}

/** @param zone an IANA name such as Europe/Berlin; throws RangeError for one that is none */
export function localTime(atMs: number, zone: string): LocalTime {
  const local = new Date(atMs + offsetMs(atMs, zone));
  return {
    day: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/** The instant at which a place's clock shows that minute of that day, ms. */
export function instantOf({ day, minute }: LocalTime, zone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00.000Z`) + minute * MINUTE_MS;
  // The offset of the first guess may be that of the other side of a change of clocks; that of the second is not.
  const guess = asUtc - offsetMs(asUtc, zone);
  return asUtc - offsetMs(guess, zone);
}

/** How far a place's clock is ahead of UTC. */
function offsetMs(atMs: number, zone: string): number {
  const clock = clockOf(zone);
  const week = Math.floor(atMs / WEEK_MS);
  let whole = clock.weeks.get(week);
  if (whole === undefined) {
    // Clocks that show the same at both ends of a week were not changed within it.
    const begins = shownMs(week * WEEK_MS, clock);
    whole = begins === shownMs((week + 1) * WEEK_MS, clock) ? begins : null;
    clock.weeks.set(week, whole);
  }
  return whole ?? shownMs(atMs, clock);
}

function shownMs(atMs: number, { format }: ZoneClock): number {
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const local = Date.UTC(
    Number(parts.year),
    Number(parts.month) - 1,
    Number(parts.day),
    Number(parts.hour),
    Number(parts.minute),
    Number(parts.second),
  );
  return local - Math.floor(atMs / 1000) * 1000;
}

function clockOf(zone: string): ZoneClock {
  const held = clocks.get(zone);
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
  const made = { format, weeks: new Map() };
  clocks.set(zone, made);
  return made;
}
