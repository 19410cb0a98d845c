import { sessionOf } from "#core/market-data";
import { ConflictError, type Source } from "#core/model";
import type { Window } from "./plan.ts";

const MINUTE_MS = 60_000;

/**
 * The time an execution has: from now for so long, but not past the close. A made-up market never closes.
 *
 * @throws ConflictError MARKET_CLOSED outside the regular session
 */
export function sessionWindow(source: Source, now: Date, durationMs: number): Window {
  const session = sessionOf(source, now);
  if (session.phase !== "regular")
    throw new ConflictError("MARKET_CLOSED", {
      what: `The market is closed${session.reason ? `: ${session.reason}` : ""}.`,
      why: "Slices are sent in the regular session only.",
      fix: "Propose it again once the market is open.",
    });
  const startsAt = now.getTime();
  const minute = Math.floor(startsAt / MINUTE_MS) * MINUTE_MS;
  const closesAt =
    session.minutesToClose === null ? Number.POSITIVE_INFINITY : minute + session.minutesToClose * MINUTE_MS;
  return { startsAt, endsAt: Math.min(startsAt + durationMs, closesAt) };
}
