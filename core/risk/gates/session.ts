import { sessionOf } from "#core/market-data";
import { denies, type Finding, type Gate, passes } from "../gate.ts";
import { tradedSource } from "../order-facts.ts";
import { epochMs, oneOf } from "../reading.ts";

/** Orders for an auction are taken until the exchange's cut-off, with two minutes to spare. */
const OPENING_CUT_OFF = 4;
const CLOSING_CUT_OFF = 12;

/** C37: the instrument's own session; made-up markets never close. */
export const session: Gate = {
  id: "C37",
  name: "session",
  unit: "minutes",
  formula:
    "regular hours of the instrument's exchange; extended hours for orders that say so; opening auction until 4, closing auction until 12 minutes before it",
  limits: [],
  source: "NYSE Rules 7.2, 7.34 and 7.35; brokers' cut-offs",
  reason: "Outside its session an order waits for a market nobody has seen yet.",
  measure(facts): Finding {
    const source = tradedSource(facts);
    const at = new Date(epochMs(facts.now, "the time"));
    const { timeInForce, extendedHours } = facts.proposal.terms as {
      timeInForce: string;
      extendedHours?: boolean;
    };
    const kind = oneOf(timeInForce, ["day", "gtc", "ioc", "fok", "opg", "cls"], "the time in force");
    const now = sessionOf(source, at);
    if (now.minutesToOpen === null && now.phase !== "closed") return passes("This market never closes.");
    if (kind === "opg") return auction("opening", now.minutesToOpen, OPENING_CUT_OFF);
    if (kind === "cls") return auction("closing", now.minutesToClose, CLOSING_CUT_OFF);
    if (now.phase === "regular") return passes("The exchange is open.");
    if (now.phase !== "closed" && extendedHours === true) return passes("Extended hours are open.");
    return denies(`The exchange is closed${now.reason ? ` (${now.reason})` : ""}.`, now.phase, "regular");
  },
};

function auction(name: string, minutes: number | null, cutOff: number): Finding {
  if (minutes === null) return denies(`There is no ${name} auction today.`);
  return minutes >= cutOff
    ? { ...passes(`In time for the ${name} auction.`), figure: String(minutes), limit: String(cutOff) }
    : denies(`Too late for the ${name} auction.`, String(minutes), String(cutOff));
}
