import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import type { ListedApproval } from "../../lib/desk-types.ts";
import { useWaiting } from "../../lib/use-waiting.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { ApprovalHistory } from "./approval-history.tsx";

/** The inbox of questions to people: those for you first, soonest expiry on top, the closed ones apart. */
export function ApprovalsPage() {
  const { query, forMe, forOthers } = useWaiting();
  return (
    <div className="mx-auto max-w-6xl space-y-5 p-3 md:p-5">
      <h1 className="sr-only">Approvals</h1>
      <section aria-label="Waiting for you" className="space-y-3">
        <h2 className="text-base font-semibold">Waiting for you</h2>
        <Loaded
          query={query}
          skeleton={<SkeletonRows />}
          isEmpty={() => forMe.length === 0}
          empty={
            <div className="rounded-lg border border-line bg-surface">
              <EmptyState title="Nothing waits for you.">
                Orders above the limit appear here when someone asks for them, for example{" "}
                <Link to="/" className="text-accent underline underline-offset-2">
                  in the chat
                </Link>
                .
              </EmptyState>
            </div>
          }
        >
          {() => <CardGrid approvals={forMe} />}
        </Loaded>
      </section>
      {forOthers.length > 0 && (
        <section aria-label="Waiting for others" className="space-y-3">
          <h2 className="text-base font-semibold">Waiting for others</h2>
          <CardGrid approvals={forOthers} />
        </section>
      )}
      <Panel title="History">
        <ApprovalHistory />
      </Panel>
    </div>
  );
}

function CardGrid({ approvals }: { approvals: ListedApproval[] }) {
  return (
    <div className="grid items-start gap-3 lg:grid-cols-2">
      {approvals.map((approval) => (
        <ApprovalCard key={approval.request.id} approval={approval} />
      ))}
    </div>
  );
}
