import { approvalsFor, type Demand } from "../approvals-for.ts";
import type { GateFacts } from "../facts.ts";
import type { Finding, Gate } from "../gate.ts";
import { worstNotionalOf } from "../order-facts.ts";
import { Doubt, money, positiveAmount, present } from "../reading.ts";
import { policyDemand, policySubject } from "./approval-policy.ts";

/** How many other people must agree: by size and policies (C45), and by outside text among the causes (C46). */
export function approvalsNeeded(facts: GateFacts): 0 | 1 | 2 {
  return Math.max(bySize(facts), byTaint(facts), policyDemand(facts).quorum) as 0 | 1 | 2;
}

/**
 * Who must stand behind the order and how they are asked: the limits' own demand and every policy that speaks of it.
 *
 * @param quorum what the verdict asks for, at least
 */
export function demandOf(facts: GateFacts, quorum: Demand["quorum"]): Demand {
  const { approvalTtlMs } = present(facts.limits, "the limits");
  const { policies } = present(facts.approvalRules, "the approval policies");
  const floor = { quorum, ttlMs: approvalTtlMs, typed: bySize(facts) === 2 };
  return approvalsFor(policySubject(facts), floor, policies);
}

function bySize(facts: GateFacts): 0 | 1 | 2 {
  const worstNotional = worstNotionalOf(facts);
  const limits = present(facts.limits, "the limits");
  if (worstNotional.gt(positiveAmount(limits.twoApprovalsAboveUsd, "the approval threshold"))) return 2;
  return worstNotional.gt(positiveAmount(limits.oneApprovalAboveUsd, "the approval threshold")) ? 1 : 0;
}

function byTaint(facts: GateFacts): 0 | 2 {
  const { tainted } = present(facts.proposal, "the proposal");
  if (typeof tainted !== "boolean") throw new Doubt("whether outside text is among the causes is not known");
  return tainted ? 2 : 0;
}

const people = (count: number) => (count === 1 ? "one other person" : `${count} other people`);

/** C45: above the thresholds one or two other people must approve. */
export const approvalThreshold: Gate = {
  id: "C45",
  name: "approval threshold",
  unit: "USD",
  formula:
    "quantity × worst price ≤ oneApprovalAboveUsd, else one other person; above twoApprovalsAboveUsd, two",
  limits: ["oneApprovalAboveUsd", "twoApprovalsAboveUsd"],
  source: "ASVS 2.3.5; FIA automated trading guide",
  reason: "The larger the order, the more people have looked at it.",
  measure(facts): Finding {
    const needed = bySize(facts);
    const worstNotional = worstNotionalOf(facts);
    const limits = present(facts.limits, "the limits");
    const limit = money(
      positiveAmount(
        needed === 2 ? limits.twoApprovalsAboveUsd : limits.oneApprovalAboveUsd,
        "the threshold",
      ),
    );
    return {
      outcome: needed === 0 ? "pass" : "approve",
      figure: money(worstNotional),
      limit,
      reason:
        needed === 0
          ? "Small enough to need nobody else."
          : `Above ${limit} USD ${people(needed)} must approve.`,
    };
  },
};

/** C46: an order whose causes include text from outside always needs two other people. */
export const untrustedInfluence: Gate = {
  id: "C46",
  name: "untrusted influence",
  unit: "outside text",
  formula: "no text from outside among the causes, else two other people",
  limits: [],
  source: "CaMeL (Debenedetti et al., 2025)",
  reason: "Whoever writes the news must not be able to write the order.",
  measure(facts): Finding {
    const needed = byTaint(facts);
    return {
      outcome: needed === 0 ? "pass" : "approve",
      figure: needed === 0 ? "none" : "present",
      limit: "none",
      reason:
        needed === 0
          ? "No outside text is among the causes."
          : `Text from outside is among the causes, so ${people(needed)} must approve.`,
    };
  },
};
