import type { ApprovalRequest, ExplanationLink, Fill, Order, OrderProposal, Verdict } from "#core/model";

const deed = ({ terms }: Pick<OrderProposal, "terms">) => `${terms.side} ${terms.quantity} ${terms.symbol}`;

export const linkOfProposal = (proposal: OrderProposal): ExplanationLink => ({
  kind: "proposal",
  id: proposal.id,
  at: proposal.createdAt,
  summary: `${proposal.proposedBy} asked, via ${proposal.proposedVia}, to ${deed(proposal)} at up to ${proposal.terms.limitPrice} (reference ${proposal.referencePrice}, ${proposal.priceSource})${proposal.rationale ? `: ${proposal.rationale}` : ""}`,
});

export const linkOfVerdict = (verdict: Verdict): ExplanationLink => ({
  kind: "verdict",
  id: verdict.id,
  at: verdict.judgedAt,
  summary:
    verdict.decision === "refused"
      ? `refused by ${verdict.refusals.map((refusal) => `${refusal.id} ${refusal.name}: ${refusal.reason}`).join("; ")}`
      : `${verdict.checks.length} checks, ${verdict.decision === "cleared" ? "cleared without approval" : `cleared if ${verdict.approvalsNeeded} other ${verdict.approvalsNeeded === 1 ? "person approves" : "people approve"}`}, limits version ${verdict.limitsVersion}`,
});

export const linkOfApproval = (request: ApprovalRequest): ExplanationLink => ({
  kind: "approval",
  id: request.id,
  at: request.approvals.at(-1)?.decidedAt ?? request.requestedAt,
  summary: `${request.status}: ${request.approvals.map((vote) => `${vote.approver} ${vote.decision === "approve" ? "approved" : "declined"} by ${vote.channel}${vote.note ? ` (“${vote.note}”)` : ""}`).join(", ") || (request.reason ?? "nobody has decided yet")}`,
});

export const linkOfOrder = (order: Order): ExplanationLink => ({
  kind: "order",
  id: order.clientOrderId,
  at: order.createdAt,
  summary: `${deed(order)}, ${order.state}, filled ${order.filledQuantity} of ${order.terms.quantity}${order.averageFillPrice ? ` at ${order.averageFillPrice} on average` : ""}${order.reason ? ` (${order.reason})` : ""}`,
});

export const linkOfFill = (fill: Fill): ExplanationLink => ({
  kind: "fill",
  id: fill.executionId,
  at: fill.filledAt,
  summary: `${fill.side} ${fill.quantity} ${fill.symbol} at ${fill.price}, fee ${fill.fee} (${fill.source})`,
});

/** The chain in one or two sentences. */
export function summarise(facts: {
  proposal: OrderProposal;
  verdict: Verdict | null;
  request: ApprovalRequest | null;
  order: Order | null;
}): string {
  const { proposal, verdict, request, order } = facts;
  const wish = `${proposal.proposedBy} asked to ${deed(proposal)}${proposal.rationale ? `. Reason given: ${proposal.rationale.replace(/\.$/, "")}` : ""}.`;
  if (order)
    return `${wish} The order is ${order.state}, ${order.filledQuantity} of ${order.terms.quantity} filled.`;
  if (verdict?.decision === "refused")
    return `${wish} The gates refused it: ${verdict.refusals.map((r) => r.reason).join(" ")}`;
  if (request) return `${wish} Its approval is ${request.status}.`;
  return `${wish} It is ${proposal.status}.`;
}
