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
import { ReplaceOrder } from "./replace-order.tsx";

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
  const mayPropose = useMay("orders:propose");
  const [asked, setAsked] = useState<"cancel" | "replace" | null>(null);
  const leave = () => setAsked(null);
  // The exit of an entry stands at the broker with it; it is cancelled, never replaced.
  const mayReplace = mayPropose && !order.exitOf;
  if (!mayCancel) return null;
  return (
    <section aria-label="What may be done" className="rounded-lg border border-line bg-surface p-3">
      {asked === "cancel" && <CancelOrder order={order} onDone={leave} />}
      {asked === "replace" && <ReplaceOrder order={order} onDone={leave} />}
      {asked === null &&
        (order.cancelRequestedAt ? (
          <p className="text-sm text-muted">The broker has been asked to cancel it.</p>
        ) : (
          <div className="flex flex-wrap gap-2">
            {mayReplace && <Button onClick={() => setAsked("replace")}>Replace…</Button>}
            <Button look="danger-quiet" onClick={() => setAsked("cancel")}>
              Cancel…
            </Button>
          </div>
        ))}
    </section>
  );
}
