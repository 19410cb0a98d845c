import { denies, type Gate, passes } from "../gate.ts";
import { accountOf, isReducing } from "../order-facts.ts";
import { Doubt, oneOf } from "../reading.ts";

/** C01: halted desks send nothing; reducing desks send only what shrinks a position. */
export const tradingState: Gate = {
  id: "C01",
  name: "trading state",
  unit: "state",
  formula: "state = ACTIVE, or REDUCING and the order only shrinks a position",
  limits: [],
  source: "RTS 6 Art. 12; FIA automated trading guide",
  reason: "A stop must stop everything, and leave a way out of what is held.",
  measure(facts) {
    const account = accountOf(facts);
    if (typeof account.haltFlag !== "boolean") throw new Doubt("the halt flag is not known");
    const state = oneOf(account.tradingState, ["ACTIVE", "REDUCING", "HALTED"], "the trading state");
    if (account.haltFlag || state === "HALTED") return denies("Trading is halted.", "HALTED", "ACTIVE");
    if (state === "ACTIVE") return { ...passes("Trading is active."), figure: state, limit: "ACTIVE" };
    return isReducing(facts)
      ? { ...passes("The order only shrinks a position."), figure: state, limit: "reducing orders" }
      : denies(
          "Only orders that shrink a position may pass while the desk reduces.",
          state,
          "reducing orders",
        );
  },
};
