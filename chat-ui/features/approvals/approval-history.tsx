import { useState } from "react";
import type { ApprovalStatus } from "#core/model";
import { Badge, type Tone } from "../../components/badge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Icon } from "../../components/icon.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { deed } from "../../components/ticket/order-words.ts";
import type { ListedApproval } from "../../lib/desk-types.ts";
import { inWords, money } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { ApprovalCard } from "./approval-card.tsx";

const TONES: Record<ApprovalStatus, Tone> = {
  pending: "warn",
  approved: "good",
  declined: "bad",
  expired: "neutral",
  void: "neutral",
};

/** Requests that are closed, newest first; each opens to its whole ticket. */
export function ApprovalHistory() {
  const query = useDesk("listApprovals", { status: "all", limit: 50 });
  const closed = (query.data?.approvals ?? [])
    .filter(({ request }) => request.status !== "pending")
    .sort((a, b) => b.request.requestedAt.localeCompare(a.request.requestedAt));
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows />}
      isEmpty={() => closed.length === 0}
      empty={<EmptyState title="No request has been closed yet." />}
    >
      {() => (
        <ul className="divide-y divide-line">
          {closed.map((approval) => (
            <HistoryRow key={approval.request.id} approval={approval} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function HistoryRow({ approval }: { approval: ListedApproval }) {
  const [isOpen, setIsOpen] = useState(false);
  const { request, proposal } = approval;
  return (
    <li>
      <details className="group" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="flex min-h-11 list-none flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5 hover:bg-sunken">
          <span className="text-muted transition-transform group-open:rotate-90">
            <Icon name="chevron" size={14} />
          </span>
          <span className="font-medium">{deed(proposal.terms)}</span>
          <span className="text-muted">{money(proposal.worstNotional)}</span>
          <Badge tone={TONES[request.status]}>{inWords(request.status)}</Badge>
          <span className="ml-auto text-xs text-muted">
            <Moment at={request.requestedAt} />
          </span>
        </summary>
        {isOpen && (
          <div className="max-w-3xl p-3 pt-1">
            <ApprovalCard approval={approval} />
          </div>
        )}
      </details>
    </li>
  );
}
