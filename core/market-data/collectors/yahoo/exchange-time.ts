import { zoneOffsetMs } from "../../market-calendar/index.ts";

const MINUTE_MS = 60_000;
/** A place's clock at an instant. */
export interface LocalTime {
  /** As 2026-11-27 */
  day: string;
  /** Minutes since midnight */
  minute: number;
}

/** @param zone an IANA name such as Europe/Berlin; throws RangeError for one that is none */
export function localTime(atMs: number, zone: string): LocalTime {
  const local = new Date(atMs + zoneOffsetMs(zone, atMs));
  return {
    day: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/** The instant at which a place's clock shows that minute of that day, ms. */
export function instantOf({ day, minute }: LocalTime, zone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00.000Z`) + minute * MINUTE_MS;
  // The offset of the first guess may be that of the other side of a change of clocks; that of the second is not.
  const guess = asUtc - zoneOffsetMs(zone, asUtc);
  return asUtc - zoneOffsetMs(zone, guess);
}
