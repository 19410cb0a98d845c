import { newYorkTime, nyseSession } from "#core/market-data";
import type { TradingFacts } from "../facts.ts";
import { atMost, denies, type Finding, type Gate, passes } from "../gate.ts";
import { isMadeUp, orderFigures } from "../order-facts.ts";
import { Doubt, epochMs, flag, oneOf, positiveNumber, present } from "../reading.ts";

/** A line says four times a minute that it still hears; after this it has ended or fallen behind. */
const OLDEST_WATCH_S = 60;

/** C12: exchanges tell changes only, so what was not heard without a gap until now is not known, and denied. */
export const limitBands: Gate = {
  id: "C12",
  name: "limit-up limit-down",
  unit: "s since heard",
  formula:
    "the worst price lies inside the newest band of the day, the name is not halted, and both were heard without a gap until at most 60 s ago",
  limits: [],
  source: "National Market System plan to address extraordinary market volatility",
  reason: "Outside the bands nothing trades; an order there waits for the moment it should not have.",
  measure(facts) {
    const trading = present(facts.trading, "whether it is halted");
    const { limitPrice } = orderFigures(facts);
    const now = epochMs(facts.now, "the time");
    const halted = haltOf(trading, now);
    const [lower, upper] = trading.band
      ? [positiveNumber(trading.band.lower, "the band"), positiveNumber(trading.band.upper, "the band")]
      : [null, null];
    if (lower?.gte(upper ?? lower)) throw new Doubt("the band has its limits the wrong way round");
    if (isMadeUp(facts)) return halted ?? passes("A made-up market has no bands.");
    if (halted) return halted;
    const unheard = unheardOf(trading, now);
    if (unheard.outcome === "deny") return unheard;
    if (!lower || !upper)
      return denies("No price band has been told today. The next one comes with the next move of the price.");
    const range = `${lower.toFixed()} to ${upper.toFixed()}`;
    return limitPrice.lt(lower) || limitPrice.gt(upper)
      ? denies(`${limitPrice.toFixed()} lies outside the exchange's band of ${range}.`)
      : { ...unheard, reason: `${limitPrice.toFixed()} lies inside the exchange's band of ${range}.` };
  },
};

/** The denial where the exchange has stopped trading in the name, or said nothing since that it goes on. */
function haltOf({ status }: TradingFacts, now: number): Finding | null {
  if (status === null) return null;
  const at = epochMs(status.at, "when trading was halted");
  const isHalted = oneOf(status.state, ["trading", "halted"], "the trading status") === "halted";
  if (at > now && !isHalted) throw new Doubt("trading resumed after now");
  if (!isHalted) return null;
  const why = typeof status.reason === "string" && status.reason !== "" ? ` (${status.reason})` : "";
  return denies(`Trading has been halted since ${status.at}${why}.`);
}

/** Whether the band is of today and nothing after it can have been missed. */
function unheardOf({ watch, band, status }: TradingFacts, now: number): Finding {
  if (nyseSession(new Date(now)).phase !== "regular")
    return denies(
      "Outside regular hours the exchange tells no price bands. Send it while the exchange is open.",
    );
  if (watch === null)
    return denies(
      "Who owns its prices tells no halts and no price bands. Only Alpaca's line does: let alpaca own the instrument, with lines on.",
    );
  const [since, until] = [
    epochMs(watch.since, "since when halts are heard"),
    epochMs(watch.until, "until when"),
  ];
  if (until > now || since > until) throw new Doubt("since when halts are heard makes no sense");
  const age = Math.ceil((now - until) / 1_000);
  const fresh = atMost(age <= OLDEST_WATCH_S, String(age), String(OLDEST_WATCH_S), {
    pass: "",
    deny: (heard, most) => `Halts and price bands were last heard ${heard} s ago; at most ${most} s count.`,
  });
  if (fresh.outcome === "deny" || band === null) return fresh;
  const at = epochMs(band.at, "when the band was told");
  if (at > now) throw new Doubt("the band was told after now");
  const isToday = newYorkTime(new Date(at)).date === newYorkTime(new Date(now)).date;
  const resumedAt = status === null ? at : epochMs(status.at, "when trading was resumed");
  if (flag(band.suspended, "whether the band counts"))
    return denies("The exchange has suspended the price band. Wait for the next one.");
  if (!isToday || at <= since || at < resumedAt)
    return denies(
      `The newest price band is of ${band.at}, and what came after it may have been missed. Wait for the next one.`,
    );
  return fresh;
}
