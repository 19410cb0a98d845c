const WEEK_MS = 604_800_000;

interface ZoneClock {
  format: Intl.DateTimeFormat;
  /** The offset that holds for a whole week since 1970; null for a week in which the clocks are changed. */
  weeks: Map<number, number | null>;
}
const clocks = new Map<string, ZoneClock>();

/**
 * How far the clocks of a zone are ahead of UTC at an instant, ms.
 *
 * @param zone an IANA name such as Europe/Berlin; throws RangeError for one that is none
 */
export function zoneOffsetMs(zone: string, atMs: number): number {
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
