import { atMost, denies, type Gate, passes } from "../gate.ts";
import { accountOf, isReducing } from "../order-facts.ts";
import { epochMs, flag, oneOf, positiveCount, present, wholeCount } from "../reading.ts";

/** C49: while the desk does not know what it holds it opens nothing. Exits pass. */
export const cleanBooks: Gate = {
  id: "C49",
  name: "clean books",
  unit: "s since the books agreed",
  formula:
    "our books equal the broker's, no order of unknown fate in the instrument, at most maxUnknownOrders in all, and beyond the simulated broker now − last agreement with the broker ≤ maxReconciliationAgeMs",
  limits: ["maxUnknownOrders", "maxReconciliationAgeMs"],
  source: "NautilusTrader reconciliation; 15c3-5(c)(1)",
  reason: "An order whose fate is unknown may already be the position.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const limits = present(facts.limits, "the limits");
    const mostUnknown = positiveCount(limits.maxUnknownOrders, "the limit");
    const oldest = positiveCount(limits.maxReconciliationAgeMs, "the limit");
    const open = present(facts.openOrders, "open orders");
    const unknown = wholeCount(open.unknown, "unknown orders");
    const here = wholeCount(open.unknownOfSymbol, "unknown orders");
    const account = accountOf(facts);
    const isClean = flag(account.booksClean, "whether the books agree");
    // A simulated broker lives in this process: its books are compared, but nobody waits for it.
    const isOurs = oneOf(account.environment, ["sim", "paper", "live"], "the environment") === "sim";
    const age = epochMs(facts.now, "the time") - epochMs(account.reconciledAt, "the last agreement");
    if (!isClean)
      return denies("Our books and the broker's differ; it is being looked into.", "differ", "equal");
    if (here > 0 || unknown > mostUnknown)
      return atMost(false, String(unknown), here > 0 ? "0" : String(mostUnknown), {
        pass: "",
        deny: (count) => `The fate of ${count === "1" ? "an order" : `${count} orders`} is not known yet.`,
      });
    return atMost(
      isOurs || age <= oldest,
      String(Math.max(0, Math.round(age / 1000))),
      String(oldest / 1000),
      {
        pass: "Our books and the broker's agree.",
        deny: (seconds) => `Our books were last compared with the broker's ${seconds} s ago.`,
      },
    );
  },
};
