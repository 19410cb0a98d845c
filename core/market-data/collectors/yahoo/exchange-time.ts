const MINUTE_MS = 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

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
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
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

function clockOf(zone: string): Intl.DateTimeFormat {
  const held = clocks.get(zone);
  if (held) return held;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(zone, made);
  return made;
}
