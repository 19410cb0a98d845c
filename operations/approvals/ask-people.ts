import type { Verdict } from "#core/model";
import { demandOf, type GateFacts } from "#core/risk";
import { approvalRequests, setProposalStatus, type Transaction } from "#db";
import type { Context } from "../context.ts";

/** Opens the question to people, as the limits and every policy that speaks of the order want it. @returns its id */
export async function askPeople(
  tx: Transaction,
  ctx: Context,
  facts: GateFacts,
  verdict: Verdict,
): Promise<string> {
  const { proposal } = facts;
  const demand = demandOf(facts, verdict.approvalsNeeded as 1 | 2);
  const now = ctx.clock.now();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const id = ctx.newId("approval");
  await tx.insert(approvalRequests).values({
    id,
    proposalId: proposal.id,
    orderHash: proposal.orderHash,
    quorum: demand.quorum,
    requiredRole: demand.role,
    notBy: [...demand.notBy],
    typed: demand.typed,
    policies: [...demand.policies],
    escalateAt: demand.escalateAfterMs === null ? null : after(demand.escalateAfterMs),
    escalateTo: demand.escalateTo,
    status: "pending",
    requestedBy: proposal.proposedBy,
    requestedAt: now,
    expiresAt: new Date(Math.min(after(demand.ttlMs).getTime(), Date.parse(proposal.expiresAt))),
  });
  await setProposalStatus(tx, proposal.id, "awaiting-approval");
  return id;
}
