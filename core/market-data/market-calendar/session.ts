import type { Source } from "#core/model";
import { newYorkTime } from "./new-york-time.ts";
import { nyseDay } from "./nyse-days.ts";

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
const OPENS = 9 * 60 + 30;
const CLOSES = 16 * 60;
const CLOSES_HALF = 13 * 60;
/** After-hours trading goes on for so long after the close. */
const AFTER_HOURS = 4 * 60;

const ALWAYS: Session = Object.freeze({
  phase: "regular",
  minutesToOpen: null,
  minutesToClose: null,
  reason: "",
});

/** A made-up market never closes; everything else keeps the hours of the New York Stock Exchange. */
export const sessionOf = (source: Source, at: Date): Session =>
  source === "simulated" || source === "sample" ? ALWAYS : nyseSession(at);

/** The New York Stock Exchange at an instant. */
export function nyseSession(at: Date): Session {
  const { date, minute } = newYorkTime(at);
  const day = nyseDay(date);
  if (day.kind === "closed")
    return { phase: "closed", minutesToOpen: null, minutesToClose: null, reason: day.reason };
  const closes = day.kind === "half" ? CLOSES_HALF : CLOSES;
  return {
    phase: phaseAt(minute, closes),
    minutesToOpen: OPENS - minute,
    minutesToClose: closes - minute,
    reason: day.reason,
  };
}

function phaseAt(minute: number, closes: number): Session["phase"] {
  if (minute < PRE_MARKET || minute >= closes + AFTER_HOURS) return "closed";
  if (minute < OPENS) return "pre-market";
  return minute < closes ? "regular" : "after-hours";
}
