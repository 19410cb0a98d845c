import { LiveTicket } from "../../components/ticket/live-ticket.tsx";
import type { ListedApproval } from "../../lib/desk-types.ts";

interface ApprovalCardProps {
  approval: ListedApproval;
  onDecide?: () => void;
}

/** A question to people with all its grounds. */
export function ApprovalCard({ approval, onDecide }: ApprovalCardProps) {
  return <LiveTicket proposalId={approval.proposal.id} onDecide={onDecide} />;
}
