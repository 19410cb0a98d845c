import type { Ticket } from "../../lib/desk-types.ts";
import { Badge } from "../badge.tsx";
import { EnvironmentMark } from "../environment-mark.tsx";
import { CheckList } from "./check-list.tsx";
import { Decision } from "./decision.tsx";
import { Grounds } from "./grounds.tsx";
import { OrderLife } from "./order-life.tsx";
import { deed, standing } from "./order-words.ts";
import { Votes } from "./votes.tsx";

interface TicketCardProps {
  ticket: Ticket;
  onDecide?: () => void;
}

/** One order from wish to fill: its grounds, what the gates and people said, and what became of it. */
export function TicketCard({ ticket, onDecide }: TicketCardProps) {
  const { proposal, verdict, approval, order, company } = ticket;
  const { words, tone } = standing(proposal, order);
  const title = deed(proposal.terms);
  return (
    <article
      aria-label={`Order ticket: ${title}`}
      className="overflow-hidden rounded-lg border border-line bg-surface text-sm"
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3 py-2">
        <h3 className="text-base font-semibold tracking-tight">{title}</h3>
        {company !== proposal.terms.symbol && <span className="text-muted">{company}</span>}
        <span className="ml-auto flex items-center gap-2">
          <span role="status" className="flex">
            <Badge tone={tone}>{words}</Badge>
          </span>
          <span className="flex items-center gap-1 text-2xs text-muted">
            <EnvironmentMark environment={proposal.terms.environment} />
            {proposal.terms.account}
          </span>
        </span>
      </header>
      <div className="space-y-3 p-3">
        <Grounds ticket={ticket} />
        {verdict && <CheckList verdict={verdict} />}
        {approval && <Votes request={approval} />}
        {approval && <Decision request={approval} proposal={proposal} onDecide={onDecide} />}
        {(order || approval?.status !== "pending") && <OrderLife ticket={ticket} />}
      </div>
    </article>
  );
}
