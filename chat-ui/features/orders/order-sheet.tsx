import { useState } from "react";
import type { Order } from "#core/model";
import { Button } from "../../components/button.tsx";
import { Sheet } from "../../components/sheet.tsx";
import { LiveTicket } from "../../components/ticket/live-ticket.tsx";
import { deed } from "../../components/ticket/order-words.ts";
import { useDesk } from "../../lib/queries.ts";
import { useMay } from "../../lib/session.tsx";
import { isOpen } from "./blotter.tsx";
import { CancelOrder } from "./cancel-order.tsx";
import { Quality } from "./quality.tsx";

/** One order in full: what may still be done about it, how well it traded, and its whole ticket. */
export function OrderSheet({ order, onClose }: { order: Order | null; onClose: () => void }) {
  return (
    <Sheet isOpen={order !== null} title={order ? deed(order.terms) : ""} onClose={onClose}>
      {order && (
        <>
          {isOpen(order) && <Deeds order={order} />}
          <OrderQuality order={order} />
          <LiveTicket proposalId={order.proposalId} />
        </>
      )}
    </Sheet>
  );
}

function OrderQuality({ order }: { order: Order }) {
  const { data } = useDesk("getTicket", { proposalId: order.proposalId });
  return data ? <Quality order={order} ticket={data} /> : null;
}

function Deeds({ order }: { order: Order }) {
  const mayCancel = useMay("orders:cancel");
  const [deedAsked, setDeedAsked] = useState<"cancel" | null>(null);
  if (!mayCancel) return null;
  return (
    <section aria-label="What may be done" className="rounded-lg border border-line bg-surface p-3">
      {deedAsked === "cancel" ? (
        <CancelOrder order={order} onDone={() => setDeedAsked(null)} />
      ) : order.cancelRequestedAt ? (
        <p className="text-sm text-muted">The broker has been asked to cancel it.</p>
      ) : (
        <Button look="danger-quiet" onClick={() => setDeedAsked("cancel")}>
          Cancel…
        </Button>
      )}
    </section>
  );
}
