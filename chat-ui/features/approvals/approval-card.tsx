import { LiveTicket } from "../../components/ticket/live-ticket.tsx";
import type { ListedApproval } from "../../lib/desk-types.ts";

interface ApprovalCardProps {
  approval: ListedApproval;
  onDecide?: () => void;
}

/** A question to people with all its grounds. The list's own record is drawn until the whole ticket is there. */
export function ApprovalCard({ approval, onDecide }: ApprovalCardProps) {
  const { request, proposal, verdict } = approval;
  const known = { proposal, verdict, approval: request, order: null, fills: [] };
  return (
    <LiveTicket
      proposalId={proposal.id}
      placeholder={{ ...known, company: proposal.terms.symbol, equityShare: null, names: {} }}
      onDecide={onDecide}
    />
  );
}
