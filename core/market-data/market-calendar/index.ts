export { type NewYorkTime, newYorkInstant, newYorkTime } from "./new-york-time.ts";
export { type ExchangeDay, FIRST_YEAR, LAST_YEAR, nyseDay } from "./nyse-days.ts";
export { nyseSession, type Session, sessionOf, tagSession } from "./session.ts";
export { closeOf, nextSession, openOf, previousSession, sessionsBetween } from "./sessions.ts";
export { zoneOffsetMs } from "./zone-offset.ts";
