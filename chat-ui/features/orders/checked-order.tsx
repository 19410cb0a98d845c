import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../components/loaded.tsx";
import { LiveTicket } from "../../components/ticket/live-ticket.tsx";
import { deed } from "../../components/ticket/order-words.ts";
import { PreviewCard } from "../../components/ticket/preview-card.tsx";
import type { DeskInput } from "../../lib/desk-types.ts";
import { deskQuery, useDeskAction } from "../../lib/queries.ts";
import { ProposeButton } from "./propose-button.tsx";

/** What the gates would say of this order, the button that proposes exactly it, and then its ticket. */
export function CheckedOrder({ draft }: { draft: DeskInput<"proposeOrder"> }) {
  const query = useQuery({ ...deskQuery("previewOrder", draft), staleTime: 0 });
  const propose = useDeskAction("proposeOrder");
  if (propose.data) return <LiveTicket proposalId={propose.data.id} />;
  return (
    <section aria-label="What the gates would say" className="rounded-lg border border-line bg-surface p-3">
      <Loaded query={query} skeleton={<div className="skeleton h-64" />}>
        {(preview) => (
          <div className="space-y-3">
            <PreviewCard preview={preview} />
            <ProposeButton
              deed={deed(preview.terms)}
              isRefused={preview.verdict.decision === "refused"}
              isWorking={propose.isPending}
              error={propose.error}
              onPropose={() => propose.mutate(draft)}
            />
          </div>
        )}
      </Loaded>
    </section>
  );
}
