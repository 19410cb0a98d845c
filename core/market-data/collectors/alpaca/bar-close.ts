import type { Interval } from "#core/model";
import { closeOf, newYorkTime, sessionsBetween } from "../../market-calendar/index.ts";
import type { AlpacaSymbol } from "./symbols.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How Alpaca calls each length. */
export const TIMEFRAMES: Readonly<Record<Interval, string>> = {
  "1m": "1Min",
  "5m": "5Min",
  "15m": "15Min",
  "30m": "30Min",
  "1h": "1Hour",
  "1d": "1Day",
  "1w": "1Week",
  "1mo": "1Month",
};

/** The longest from the start of a bar to its close, ms. */
export const SPAN_MS: Readonly<Record<Interval, number>> = {
  "1m": MINUTE_MS,
  "5m": 5 * MINUTE_MS,
  "15m": 15 * MINUTE_MS,
  "30m": 30 * MINUTE_MS,
  "1h": 60 * MINUTE_MS,
  "1d": DAY_MS + 60 * MINUTE_MS,
  "1w": 7 * DAY_MS + 60 * MINUTE_MS,
  "1mo": 31 * DAY_MS + 60 * MINUTE_MS,
};

/**
 * When a bar that Alpaca stamps with its start was complete: minutes and hours at their end, days at the exchange's
 * close, weeks and months at that of their last session. Coins trade through the night, so theirs end with the clock.
 *
 * @returns null where the exchange did not trade
 */
export function barCloseMs(startMs: number, interval: Interval, kind: AlpacaSymbol["kind"]): number | null {
  if (interval !== "1d" && interval !== "1w" && interval !== "1mo") return startMs + SPAN_MS[interval];
  const { date } = newYorkTime(new Date(startMs));
  const next = followingDate(date, interval);
  if (kind === "coin") return startMs + (Date.parse(next) - Date.parse(date));
  const last = sessionsBetween(date, new Date(Date.parse(next) - DAY_MS).toISOString().slice(0, 10)).at(-1);
  return last ? Date.parse(closeOf(last)) : null;
}

/** The first date after the bar that begins on a date. */
function followingDate(date: string, interval: "1d" | "1w" | "1mo"): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (interval === "1mo") at.setUTCMonth(at.getUTCMonth() + 1, 1);
  else at.setUTCDate(at.getUTCDate() + (interval === "1d" ? 1 : 7));
  return at.toISOString().slice(0, 10);
}
