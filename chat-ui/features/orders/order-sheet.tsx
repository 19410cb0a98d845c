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
      {order && <OrderInFull key={order.clientOrderId} order={order} />}
    </Sheet>
  );
}

function OrderInFull({ order }: { order: Order }) {
  // Kept here, because the order closes, and with it what may be done, as soon as it is replaced.
  const [replacement, setReplacement] = useState<string | null>(null);
  return (
    <>
      {replacement && (
        <section aria-label="In its place" className="space-y-1">
          <h3 className="label font-semibold">In its place</h3>
          <LiveTicket proposalId={replacement} />
        </section>
      )}
      {isOpen(order) && !replacement && <Deeds order={order} onReplaced={setReplacement} />}
      <OrderQuality order={order} />
      <LiveTicket proposalId={order.proposalId} />
    </>
  );
}

function OrderQuality({ order }: { order: Order }) {
  const { data } = useDesk("getTicket", { proposalId: order.proposalId });
  return data ? <Quality order={order} ticket={data} /> : null;
}

interface DeedsProps {
  order: Order;
  onReplaced: (proposalId: string) => void;
}

function Deeds({ order, onReplaced }: DeedsProps) {
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
      {asked === "replace" && <ReplaceOrder order={order} onReplaced={onReplaced} onDone={leave} />}
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
