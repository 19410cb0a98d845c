import { denies, type Gate, passes } from "../gate.ts";
import { accountOf, isReducing, originOf } from "../order-facts.ts";
import { oneOf } from "../reading.ts";

/** C47: strategies trade on simulated and paper accounts only; none is approved for live. Exits pass. */
export const strategyLifecycle: Gate = {
  id: "C47",
  name: "strategy lifecycle",
  unit: "environment",
  formula: "an unattended strategy trades where environment ∈ {sim, paper}",
  limits: [],
  source: "RTS 6 Art. 5 to 8; FCA multi-firm review of algorithmic trading (2025)",
  reason: "A strategy earns live money only after it was approved for that, and none was.",
  measure(facts) {
    const origin = originOf(facts);
    const environment = oneOf(accountOf(facts).environment, ["sim", "paper", "live"], "the environment");
    if (origin !== "strategy") return passes("A person asked for it.");
    if (isReducing(facts)) return passes("The order shrinks a position.");
    return environment === "live"
      ? denies("No strategy of this desk is approved for live trading.", environment, "sim or paper")
      : { ...passes("Strategies may trade here."), figure: environment, limit: "sim or paper" };
  },
};
