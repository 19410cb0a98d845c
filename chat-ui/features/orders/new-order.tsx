import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { NO_WISH, OrderFields } from "../../components/order-fields.tsx";
import { Sheet } from "../../components/sheet.tsx";
import { LiveTicket } from "../../components/ticket/live-ticket.tsx";
import { deed } from "../../components/ticket/order-words.ts";
import { PreviewCard } from "../../components/ticket/preview-card.tsx";
import type { DeskInput } from "../../lib/desk-types.ts";
import { deskQuery, useDeskAction } from "../../lib/queries.ts";
import { draftOf, NO_KIND, type OrderKind } from "./order-draft.ts";
import { OrderKindFields } from "./order-kind-fields.tsx";

type Draft = DeskInput<"proposeOrder">;

/** A new order in three steps: its terms, what the gates would say, and the proposal with its ticket. */
export function NewOrder({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Sheet isOpen={isOpen} title="New order" onClose={onClose}>
      <Steps />
    </Sheet>
  );
}

function Steps() {
  const [wish, setWish] = useState(NO_WISH);
  const [kind, setKind] = useState<OrderKind>(NO_KIND);
  const [rationale, setRationale] = useState("");
  const [checked, setChecked] = useState<Draft | null>(null);
  const propose = useDeskAction("proposeOrder");
  if (propose.data) return <LiveTicket proposalId={propose.data.id} />;
  const check = (event: FormEvent) => {
    event.preventDefault();
    setChecked({ ...draftOf(wish, kind), rationale: rationale.trim() });
  };
  // What was checked is what is proposed; any later change has to be checked again.
  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setChecked(null);
    };
  return (
    <>
      <form onSubmit={check} className="space-y-4 rounded-lg border border-line bg-surface p-3">
        <OrderFields wish={wish} onChange={change(setWish)} />
        <OrderKindFields kind={kind} side={wish.side} onChange={change(setKind)} />
        <Labelled label="Why, for whoever approves it">
          {(id) => (
            <textarea
              id={id}
              className="field"
              rows={2}
              maxLength={600}
              value={rationale}
              onChange={(event) => change(setRationale)(event.target.value)}
            />
          )}
        </Labelled>
        <Button type="submit" look={checked ? "quiet" : "primary"}>
          Check it against the limits
        </Button>
      </form>
      {checked && (
        <Checked
          draft={checked}
          isWorking={propose.isPending}
          error={propose.error}
          onPropose={() => propose.mutate(checked)}
        />
      )}
    </>
  );
}

interface CheckedProps {
  draft: Draft;
  isWorking: boolean;
  error: Error | null;
  onPropose: () => void;
}

function Checked({ draft, isWorking, error, onPropose }: CheckedProps) {
  const query = useQuery({ ...deskQuery("previewOrder", draft), staleTime: 0 });
  return (
    <section aria-label="What the gates would say" className="rounded-lg border border-line bg-surface p-3">
      <Loaded query={query} skeleton={<div className="skeleton h-64" />}>
        {(preview) => (
          <div className="space-y-3">
            <PreviewCard preview={preview} />
            {error && <FailureNotice error={error} />}
            <Button
              look="primary"
              disabled={isWorking || preview.verdict.decision === "refused"}
              onClick={onPropose}
            >
              {isWorking ? "Working…" : `Propose: ${deed(preview.terms)}`}
            </Button>
            <p className="label">
              A proposal is judged again on fresh prices. It goes out only once the people it needs have
              approved it.
            </p>
          </div>
        )}
      </Loaded>
    </section>
  );
}
