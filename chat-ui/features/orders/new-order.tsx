import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { NO_WISH, OrderFields } from "../../components/order-fields.tsx";
import { Sheet } from "../../components/sheet.tsx";
import type { DeskInput } from "../../lib/desk-types.ts";
import { AlgorithmFields } from "./algorithm-fields.tsx";
import { CheckedExecution } from "./checked-execution.tsx";
import { CheckedOrder } from "./checked-order.tsx";
import { AT_ONCE, executionDraftOf, isSliced } from "./execution-draft.ts";
import { draftOf, NO_KIND } from "./order-draft.ts";
import { OrderKindFields } from "./order-kind-fields.tsx";

/** A new order in three steps: its terms, what the gates would say, and the proposal with its ticket. */
export function NewOrder({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Sheet isOpen={isOpen} title="New order" onClose={onClose}>
      <Steps />
    </Sheet>
  );
}

const BLANK = { wish: NO_WISH, kind: NO_KIND, worked: AT_ONCE, rationale: "" };

interface Checked {
  order: DeskInput<"proposeOrder"> | null;
  execution: DeskInput<"proposeExecution"> | null;
}

function Steps() {
  const [typed, setTyped] = useState(BLANK);
  const [checked, setChecked] = useState<Checked | null>(null);
  const { wish, kind, worked, rationale } = typed;
  // What was checked is what is proposed; any later change has to be checked again.
  const change = (part: Partial<typeof BLANK>) => {
    setTyped({ ...typed, ...part });
    setChecked(null);
  };
  const check = (event: FormEvent) => {
    event.preventDefault();
    const why = { rationale: rationale.trim() };
    const sliced = executionDraftOf(wish, worked);
    setChecked({
      order: sliced ? null : { ...draftOf(wish, kind), ...why },
      execution: sliced && { ...sliced, ...why },
    });
  };
  return (
    <>
      <form onSubmit={check} className="space-y-4 rounded-lg border border-line bg-surface p-3">
        <OrderFields wish={wish} onChange={(next) => change({ wish: next })} />
        <AlgorithmFields wish={worked} onChange={(next) => change({ worked: next })} />
        {!isSliced(worked) && (
          <OrderKindFields kind={kind} wish={wish} onChange={(next) => change({ kind: next })} />
        )}
        <Labelled label="Why, for whoever approves it">
          {(id) => (
            <textarea
              id={id}
              className="field"
              rows={2}
              maxLength={400}
              value={rationale}
              onChange={(event) => change({ rationale: event.target.value })}
            />
          )}
        </Labelled>
        <Button type="submit" look={checked ? "quiet" : "primary"}>
          Check it against the limits
        </Button>
      </form>
      {checked?.order && <CheckedOrder draft={checked.order} />}
      {checked?.execution && <CheckedExecution draft={checked.execution} />}
    </>
  );
}
