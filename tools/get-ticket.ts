import { getTicket } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

export const getTicketTool = toolFor(getTicket, {
  describe: "proposalId comes from propose_order, list_orders or list_approvals.",
  outside: ({ proposal }) => (proposal.tainted ? [proposal.id, ...proposal.causedBy] : []),
  trim: ({ proposal, verdict, approval, names, card: _words, ...ticket }) => ({
    ...ticket,
    proposal: {
      ...proposal,
      proposedBy: names[proposal.proposedBy] ?? proposal.proposedBy,
      rationale: proposal.tainted ? quoteOutside(proposal.rationale) : proposal.rationale,
    },
    approval: approval && {
      ...approval,
      requestedBy: names[approval.requestedBy] ?? approval.requestedBy,
      approvals: approval.approvals.map((vote) => ({
        ...vote,
        approver: names[vote.approver] ?? vote.approver,
        onBehalfOf: vote.onBehalfOf && (names[vote.onBehalfOf] ?? vote.onBehalfOf),
      })),
    },
    verdict: verdict && {
      ...verdict,
      checkCount: verdict.checks.length,
      checks: verdict.checks.filter((check) => check.outcome !== "pass"),
    },
  }),
  artifact: ({ proposal: { id } }) => [{ type: "data-ticket", id, data: { proposalId: id } }],
});
