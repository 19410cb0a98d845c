export { newYorkTime } from "./new-york-time.ts";
export { type ExchangeDay, nyseDay } from "./nyse-days.ts";
export { nyseSession, type Session, sessionOf } from "./session.ts";
