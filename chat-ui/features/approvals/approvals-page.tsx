import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import type { ListedApproval } from "../../lib/desk-types.ts";
import { useWaiting } from "../../lib/use-waiting.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { ApprovalHistory } from "./approval-history.tsx";
import { Delegations } from "./delegations.tsx";
import { DigestPanel } from "./digest-panel.tsx";
import { Permissions } from "./permissions.tsx";
import { Policies } from "./policies.tsx";

/**
 * The inbox of questions to people: those for you first, soonest expiry on top, the closed ones apart. A card
 * one has pressed stays in its place until the page is left, so that the outcome, or the refusal, is seen.
 */
export function ApprovalsPage() {
  const { query, forMe, forOthers } = useWaiting();
  const mine = useKept(forMe);
  const others = useKept(forOthers, mine.kept);
  return (
    <div className="mx-auto max-w-6xl space-y-5 p-3 md:p-5">
      <h1 className="sr-only">Approvals</h1>
      {query.data?.digest && <DigestPanel digest={query.data.digest} waiting={forMe} />}
      <section aria-label="Waiting for you" className="space-y-3">
        <h2 className="text-base font-semibold">Waiting for you</h2>
        <Loaded
          query={query}
          skeleton={<SkeletonRows />}
          isEmpty={() => mine.shown.length === 0}
          empty={<NothingWaits />}
        >
          {() => <CardGrid approvals={mine.shown} onDecide={mine.keep} />}
        </Loaded>
      </section>
      {others.shown.length > 0 && (
        <section aria-label="Waiting for others" className="space-y-3">
          <h2 className="text-base font-semibold">Waiting for others</h2>
          <CardGrid approvals={others.shown} onDecide={others.keep} />
        </section>
      )}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Panel title="Delegations">
          <Delegations />
        </Panel>
        <Panel title="Allowed in advance">
          <Permissions />
        </Panel>
      </div>
      <Panel title="Policies" aside="The strictest that matches applies, never less than the limits want">
        <Policies />
      </Panel>
      <Panel title="History">
        <ApprovalHistory />
      </Panel>
    </div>
  );
}

/** The given approvals with those that were pressed here, even after they have left the list. */
function useKept(listed: ListedApproval[], elsewhere: ListedApproval[] = []) {
  const [kept, setKept] = useState<ListedApproval[]>([]);
  const isAmong = (some: ListedApproval[], { request }: ListedApproval) =>
    some.some((one) => one.request.id === request.id);
  const fresh = listed.filter((approval) => !isAmong(kept, approval) && !isAmong(elsewhere, approval));
  return {
    kept,
    shown: [...fresh, ...kept].sort(bySoonest),
    keep: (approval: ListedApproval) => setKept(isAmong(kept, approval) ? kept : [...kept, approval]),
  };
}

function bySoonest(a: ListedApproval, b: ListedApproval): number {
  return a.request.expiresAt.localeCompare(b.request.expiresAt);
}

function NothingWaits() {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState title="Nothing waits for you.">
        Orders above the limit appear here when someone asks for them, for example{" "}
        <Link to="/" className="text-accent underline underline-offset-2">
          in the chat
        </Link>
        .
      </EmptyState>
    </div>
  );
}

interface CardGridProps {
  approvals: ListedApproval[];
  onDecide: (approval: ListedApproval) => void;
}

function CardGrid({ approvals, onDecide }: CardGridProps) {
  return (
    <div className="grid items-start gap-3 lg:grid-cols-2">
      {approvals.map((approval) => (
        <ApprovalCard key={approval.request.id} approval={approval} onDecide={() => onDecide(approval)} />
      ))}
    </div>
  );
}
