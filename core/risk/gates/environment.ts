import { denies, type Gate, passes } from "../gate.ts";
import { accountOf } from "../order-facts.ts";
import { oneOf, present } from "../reading.ts";

const ENVIRONMENTS = ["sim", "paper", "live"] as const;

/** C02: an order trades where its account lives; live trading is not enabled on this desk. */
export const environment: Gate = {
  id: "C02",
  name: "environment",
  unit: "environment",
  formula: "environment of the order = environment of the account ≠ live",
  limits: [],
  source: "15c3-5(c)(1); the Knight Capital order of 2013",
  reason: "An order meant for practice must not reach a market, nor the other way round.",
  measure(facts) {
    const wanted = oneOf(
      present(facts.proposal, "the proposal").terms.environment,
      ENVIRONMENTS,
      "the order's environment",
    );
    const actual = oneOf(accountOf(facts).environment, ENVIRONMENTS, "the account's environment");
    if (wanted !== actual)
      return denies(`The order is for ${wanted}, the account is ${actual}.`, wanted, actual);
    if (wanted === "live") return denies("Live trading is not enabled on this desk.", wanted, "sim or paper");
    return { ...passes("Order and account agree."), figure: wanted, limit: actual };
  },
};
