import type { OrderTerms } from "#core/model";

/** Where an instrument's trading day stands. `day` names the trading day an instant belongs to. */
export interface SimulationSession {
  phase: "pre" | "regular" | "after" | "closed";
  day: string;
}

export type SessionOf = (symbol: string, at: string) => SimulationSession;

/** A market that never closes; its day turns at midnight UTC, which is also when its auctions are. */
export const ALWAYS_OPEN: SessionOf = (_symbol, at) => ({ phase: "regular", day: at.slice(0, 10) });

/** What a look at this moment is for an order: nothing yet, trading, an auction, or its end. */
export type Turn = "wait" | "trade" | "auction" | "expire";

/** @param accepted the session in which the broker took the order */
export function turnOf(terms: OrderTerms, accepted: SimulationSession, now: SimulationSession): Turn {
  const isOver = now.day !== accepted.day;
  switch (terms.timeInForce) {
    case "opg":
      return now.phase === "regular" && (isOver || accepted.phase !== "regular") ? "auction" : "wait";
    case "cls":
      return isOver || now.phase === "after" || now.phase === "closed" ? "auction" : "wait";
    case "gtc":
      return isTraded(terms, now) ? "trade" : "wait";
    default:
      if (isOver || (hasClosed(now) && !terms.extendedHours && !hasClosed(accepted))) return "expire";
      return isTraded(terms, now) ? "trade" : "wait";
  }
}

const hasClosed = ({ phase }: SimulationSession) => phase === "after" || phase === "closed";

const isTraded = (terms: OrderTerms, { phase }: SimulationSession): boolean =>
  phase === "regular" || (terms.extendedHours === true && (phase === "pre" || phase === "after"));

/** An order taken after the close, and not for the hours after it, belongs to the next day the market opens. */
export function sessionOfAcceptance(
  terms: OrderTerms,
  accepted: SimulationSession,
  now: SimulationSession,
): SimulationSession {
  const waits = hasClosed(accepted) && !terms.extendedHours && terms.timeInForce !== "cls";
  return waits && now.day !== accepted.day && !hasClosed(now) ? now : accepted;
}
