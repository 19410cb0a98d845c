import { listApprovals } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

export const listApprovalsTool = toolFor(listApprovals, {
  describe:
    "You cannot approve or decline; people do, in the app or in Slack. proposalId is what get_ticket takes.",
  outside: ({ approvals }) =>
    approvals.flatMap(({ proposal }) => (proposal.tainted ? [proposal.id, ...proposal.causedBy] : [])),
  trim: ({ approvals, names }) => ({
    approvals: approvals.map(({ request, proposal, verdict }) => ({
      approvalId: request.id,
      proposalId: proposal.id,
      status: request.status,
      needs: request.quorum,
      votes: request.approvals.map(({ approver, decision }) => ({
        approver: names[approver] ?? approver,
        decision,
      })),
      requestedBy: names[request.requestedBy] ?? request.requestedBy,
      expiresAt: request.expiresAt,
      closedBecause: request.reason,
      ...proposal.terms,
      worstNotional: proposal.worstNotional,
      tainted: proposal.tainted,
      rationale: proposal.tainted ? quoteOutside(proposal.rationale) : proposal.rationale,
      askedBecause: verdict?.checks
        .filter((check) => check.outcome === "approve")
        .map((check) => check.reason),
    })),
  }),
});
