import type { CheckResult, Refusal, Verdict } from "#core/model";
import type { GateFacts } from "./facts.ts";
import { check } from "./gate.ts";
import { approvalsNeeded } from "./gates/approval-threshold.ts";
import { GATES } from "./gates/index.ts";

/**
 * What all gates say of a proposal. Every gate runs; the decision is the strictest outcome, so their order
 * cannot change it. It never throws: what cannot be measured is refused.
 */
export function judge(facts: GateFacts): Omit<Verdict, "id"> {
  const checks = GATES.map((gate) => check(gate, facts));
  const refusals = checks.filter((result) => result.outcome === "deny").map(toRefusal);
  const needsPeople = checks.some((result) => result.outcome === "approve");
  return {
    proposalId: facts.proposal.id,
    decision: refusals.length > 0 ? "refused" : needsPeople ? "needs-approval" : "cleared",
    // A control that asks for people asks for one at least, whatever the sizes say.
    approvalsNeeded: refusals.length > 0 || !needsPeople ? 0 : (Math.max(1, approvalsNeeded(facts)) as 1 | 2),
    checks,
    refusals,
    limitsVersion: facts.limitsVersion ?? 0,
    judgedAt: facts.now,
  };
}

const toRefusal = ({ id, name, reason }: CheckResult): Refusal => ({ id, name, reason });

/**
 * Whether enough different people other than the one who asked stand behind the order, or a standing permission does
 * in their place. @returns what is missing
 */
export function approvalsSuffice(facts: GateFacts, verdict: Pick<Verdict, "approvalsNeeded">): Refusal[] {
  const declined = facts.approvals.find((vote) => vote.decision !== "approve");
  if (declined) return [{ id: "C45", name: "approval", reason: `${declined.approver} declined it.` }];
  const approvers = new Set(facts.approvals.map((vote) => vote.approver));
  approvers.delete(facts.proposal.proposedBy);
  if (approvers.size >= verdict.approvalsNeeded || facts.approvalRules?.permission) return [];
  return [
    {
      id: "C45",
      name: "approval",
      reason: `${approvers.size} of ${verdict.approvalsNeeded} approvals count now.`,
    },
  ];
}
