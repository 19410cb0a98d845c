import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Order } from "#core/model";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { quantity } from "../../lib/formats.ts";
import { useDeskAction } from "../../lib/queries.ts";

/** The second step of cancelling: says what may still happen, and asks. */
export function CancelOrder({ order, onDone }: { order: Order; onDone: () => void }) {
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const cancel = useDeskAction("cancelOrder", async () => {
    await client.invalidateQueries({ queryKey: ["desk"] });
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    cancel.mutate({ clientOrderId: order.clientOrderId, reason: reason.trim() });
  };
  const left = Number(order.terms.quantity) - Number(order.filledQuantity);
  return (
    <form onSubmit={submit} className="space-y-3">
      <p className="text-sm text-muted">
        The broker is asked to cancel the {quantity(left)} that have not traded. They may still trade before
        it hears; what has traded stays.
      </p>
      <Labelled label="Reason, if you like">
        {(id) => (
          <input
            id={id}
            className="field"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
      {cancel.error && <FailureNotice error={cancel.error} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="danger" disabled={cancel.isPending}>
          {cancel.isPending ? "Working…" : "Cancel this order"}
        </Button>
        <Button onClick={onDone}>Keep it</Button>
      </div>
    </form>
  );
}
