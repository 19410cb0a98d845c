import { denies, type Gate, passes } from "../gate.ts";
import { flag, present } from "../reading.ts";

/** C03 */
export const principal: Gate = {
  id: "C03",
  name: "authorised principal",
  unit: "entitlement",
  formula: "the person has a seat whose role trades, or the process is one that may propose",
  limits: [],
  source: "15c3-5(c)(2)(iii); RTS 6 Art. 15(5)",
  reason: "Who may not trade may not do it through an agent or a strategy either.",
  measure(facts) {
    const mayTrade = flag(present(facts.principal, "the principal").mayTrade, "whether they may trade");
    if (!mayTrade) return denies("Whoever wished for it may not trade on this desk.", "none", "trading seat");
    return { ...passes("Whoever wished for it may trade."), figure: "trading seat", limit: "trading seat" };
  },
};
