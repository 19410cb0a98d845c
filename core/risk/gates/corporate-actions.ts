import { newYorkTime, nextSession, nyseDay } from "#core/market-data";
import { atMost, denies, type Gate, passes } from "../gate.ts";
import { isMadeUp, isReducing } from "../order-facts.ts";
import { Doubt, epochMs, list, oneOf, present } from "../reading.ts";

const HOUR_MS = 3_600_000;
/** A vendor is asked four times a day; older than this, a whole day of announcements may be missing. */
const OLDEST_ASKING_HOURS = 36;
const KINDS = ["split", "dividend", "symbol-change", "spin-off", "merger", "delisting"] as const;

/** C38: what was not asked, or too long ago, is not known, and denied. Exits pass. */
export const corporateActions: Gate = {
  id: "C38",
  name: "corporate actions",
  unit: "h since asked",
  formula:
    "nothing of an issuer's own takes effect from today to the next session, by who owns the prices, asked within 36 hours",
  limits: [],
  source: "brokers' replaced orders on splits",
  reason: "On such a day a quantity and a price may mean something else by the time they trade.",
  measure(facts) {
    const madeUp = isMadeUp(facts);
    if (isReducing(facts)) return passes("The order shrinks a position.");
    if (madeUp) return passes("A made-up market has no corporate actions.");
    const announced = present(facts.announced, "what the issuer announced");
    const age = epochMs(facts.now, "the time") - epochMs(announced.askedAt, "when the vendor was asked");
    if (age < 0) throw new Doubt("the vendor was asked after now");
    const today = newYorkTime(new Date(facts.now)).date;
    const next = nextSession(today);
    const near = list(announced.known, "announced actions")
      .map((action) => ({ kind: oneOf(action.kind, KINDS, "an action"), exOn: dayOf(action.exOn) }))
      .filter(({ exOn }) => exOn >= today && exOn <= next);
    if (near.length > 0)
      return denies(`Announced: ${near.map(({ kind, exOn }) => `${kind} on ${exOn}`).join(", ")}.`);
    const hours = Math.ceil((age / HOUR_MS) * 10) / 10;
    return atMost(age <= OLDEST_ASKING_HOURS * HOUR_MS, String(hours), String(OLDEST_ASKING_HOURS), {
      pass: `Nothing is announced from ${today} to ${next}, the next session.`,
      deny: (asked, most) => `Its announcements were last asked for ${asked} h ago; at most ${most} h count.`,
    });
  },
};

function dayOf(value: unknown): string {
  if (typeof value !== "string") throw new Doubt("the day of an action is not known");
  nyseDay(value);
  return value;
}
