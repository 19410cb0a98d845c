import { sessionOf } from "#core/market-data";
import type { Instrument } from "#core/model";
import { type ApprovalFacts, approvalsFor, type PolicySubject } from "../approvals-for.ts";
import type { GateFacts } from "../facts.ts";
import type { Finding, Gate } from "../gate.ts";
import { orderFigures, positionFigures, worstNotionalOf } from "../order-facts.ts";
import { Doubt, epochMs, present } from "../reading.ts";

/** What approval policies look at in the order these facts speak of. */
export function policySubject(facts: GateFacts): PolicySubject {
  const { terms, proposedBy, tainted } = present(facts.proposal, "the proposal");
  const { side, quantity } = orderFigures(facts);
  const position = positionFigures(facts);
  const instrument = present(facts.instrument, "the instrument");
  return {
    worstNotional: worstNotionalOf(facts),
    kind: instrument.kind,
    sector: instrument.sector,
    symbol: terms.symbol,
    proposer: proposedBy,
    tainted,
    outsideHours: isOutsideHours(instrument.source, new Date(epochMs(facts.now, "the time"))),
    short: side === "sell" && quantity.plus(position.openSells).gt(position.quantity),
    firstTrade: rulesOf(facts).firstTrade,
  };
}

/** Outside the regular session of its exchange; a market that never closes is never outside it. */
const isOutsideHours = (source: Instrument["source"], at: Date): boolean =>
  sessionOf(source, at).phase !== "regular";

/** @throws Doubt where the policies in force, or what they ask about the account, could not be read */
function rulesOf(facts: GateFacts): ApprovalFacts {
  const rules = present(facts.approvalRules, "the approval policies");
  if (!Array.isArray(rules.policies)) throw new Doubt("the approval policies could not be read");
  if (typeof rules.firstTrade !== "boolean") throw new Doubt("whether it is a first trade is not known");
  return rules;
}

/** What the policies alone ask for: how many people, and by which rules. */
export function policyDemand(facts: GateFacts) {
  const nothing = { quorum: 0, ttlMs: Number.MAX_SAFE_INTEGER, typed: false } as const;
  return approvalsFor(policySubject(facts), nothing, rulesOf(facts).policies);
}

/** C45: people the desk's own policies want for such an order, on top of the thresholds. */
export const approvalPolicy: Gate = {
  id: "C45",
  name: "approval policies",
  unit: "people",
  formula: "the most people any matching approval policy asks for = 0, else so many other people",
  limits: [],
  source: "ASVS 2.3.5; FINRA Rule 3110 (supervision)",
  reason: "A desk knows which of its orders a second pair of eyes must see, whatever their size.",
  measure(facts): Finding {
    const { quorum, policies } = policyDemand(facts);
    return {
      outcome: quorum === 0 ? "pass" : "approve",
      figure: String(quorum),
      limit: null,
      reason:
        quorum === 0
          ? "No approval policy asks for people."
          : `${quorum === 1 ? "One other person" : `${quorum} other people`} must approve, by ${policies.join(", ")}.`,
    };
  },
};
