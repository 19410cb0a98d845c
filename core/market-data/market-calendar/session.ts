import type { Instant, Source } from "#core/model";
import { newYorkTime } from "./new-york-time.ts";
import { type ExchangeDay, nyseDay } from "./nyse-days.ts";

/** Where a market stands: its own hours, the hours around them, or closed with the reason. */
export interface Session {
  phase: "regular" | "pre-market" | "after-hours" | "closed";
  /** Minutes until the opening auction, negative after it; null when there is none today. */
  minutesToOpen: number | null;
  /** Minutes until the closing auction, negative after it; null when there is none today. */
  minutesToClose: number | null;
  reason: string;
}

const PRE_MARKET = 4 * 60;
const POST_MARKET_ENDS = 20 * 60;
/** On a day that closes early by plan, trading after hours ends early too. */
const POST_MARKET_ENDS_HALF = 17 * 60;
const CLOSES_HALF = 13 * 60;

const ALWAYS: Session = Object.freeze({
  phase: "regular",
  minutesToOpen: null,
  minutesToClose: null,
  reason: "",
});

/** A made-up market never closes; everything else keeps the hours of the New York Stock Exchange. */
export const sessionOf = (source: Source, at: Date): Session =>
  source === "simulated" || source === "sample" ? ALWAYS : nyseSession(at);

/** The New York Stock Exchange at an instant, 1990 to 2035. @throws InvalidInputError outside those years */
export function nyseSession(at: Date): Session {
  const { date, minute } = newYorkTime(at);
  const day = nyseDay(date);
  const hours = hoursOf(day);
  if (!hours) return { phase: "closed", minutesToOpen: null, minutesToClose: null, reason: day.reason };
  return {
    phase: phaseAt(minute, hours),
    minutesToOpen: hours.opens - minute,
    minutesToClose: hours.closes - minute,
    reason: day.reason,
  };
}

/** Which part of the exchange's day an instant belongs to: pre from 4:00, post until 20:00 (17:00 on half days). */
export function tagSession(instant: Instant): "pre" | "regular" | "post" | "closed" {
  const { phase } = nyseSession(new Date(instant));
  if (phase === "pre-market") return "pre";
  return phase === "after-hours" ? "post" : phase;
}

/** Minutes since midnight in New York at which the parts of a session begin and end. */
export interface SessionHours {
  preBegins: number;
  opens: number;
  closes: number;
  postEnds: number;
}

/** The hours of an exchange day; null when it is closed. */
export function hoursOf({ opensAtMinute: opens, closesAtMinute: closes }: ExchangeDay): SessionHours | null {
  if (opens === null || closes === null) return null;
  const postEnds = closes === CLOSES_HALF ? POST_MARKET_ENDS_HALF : POST_MARKET_ENDS;
  return { preBegins: PRE_MARKET, opens, closes, postEnds };
}

function phaseAt(minute: number, { preBegins, opens, closes, postEnds }: SessionHours): Session["phase"] {
  if (minute < preBegins || minute >= postEnds) return "closed";
  if (minute < opens) return "pre-market";
  return minute < closes ? "regular" : "after-hours";
}
