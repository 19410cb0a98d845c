import { useState } from "react";
import type { Order } from "#core/model";
import { Badge } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { deed, orderStanding, typeInWords } from "../../components/ticket/order-words.ts";
import { inWords, price, quantity } from "../../lib/formats.ts";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
import { useMay } from "../../lib/session.tsx";

const FILTERS = ["all", "open", "closed"] as const;
type Filter = (typeof FILTERS)[number];
const OPEN_STATES: readonly Order["state"][] = [
  "intent",
  "sending",
  "unknown",
  "accepted",
  "partially-filled",
];

/** Orders with their states in words, newest first; open ones can be cancelled by those who may. */
export function Orders() {
  const [filter, setFilter] = useState<Filter>("all");
  const query = useDesk("listOrders", { status: filter, limit: 50 });
  return (
    <>
      <fieldset className="flex gap-1 border-b border-line px-3 py-1.5">
        <legend className="sr-only">Which orders</legend>
        {FILTERS.map((option) => (
          <Button
            key={option}
            small
            look="bare"
            aria-pressed={filter === option}
            className={filter === option ? "bg-sunken text-ink" : ""}
            onClick={() => setFilter(option)}
          >
            {inWords(option)}
          </Button>
        ))}
      </fieldset>
      <Loaded
        query={query}
        skeleton={<SkeletonRows />}
        isEmpty={({ orders }) => orders.length === 0}
        empty={
          <EmptyState title={filter === "all" ? "No orders yet." : `No ${filter} orders.`}>
            An order appears here once its proposal has passed the gates and the people it needs.
          </EmptyState>
        }
      >
        {({ orders }) => <OrderTable orders={orders} />}
      </Loaded>
    </>
  );
}

function OrderTable({ orders }: { orders: Order[] }) {
  return (
    <table className="desk-table cards">
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Type</th>
          <th scope="col">State</th>
          <th scope="col" className="num">
            Filled
          </th>
          <th scope="col" className="num">
            Average price
          </th>
          <th scope="col" className="num">
            Placed
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <OrderRow key={order.clientOrderId} order={order} />
        ))}
      </tbody>
    </table>
  );
}

function OrderRow({ order }: { order: Order }) {
  const { words, tone } = orderStanding(order.state);
  return (
    <tr>
      <th scope="row" className="wide">
        <span className="text-[0.8125rem] font-semibold text-ink">{deed(order.terms)}</span>
      </th>
      <td className="wide text-muted">{typeInWords(order.terms)}</td>
      <td className="wide">
        <Badge tone={tone}>{words}</Badge>
        {order.reason && <span className="ml-1.5 text-xs text-muted">{order.reason}</span>}
        {OPEN_STATES.includes(order.state) && <CancelButton order={order} />}
      </td>
      <td className="num" data-label="Filled">
        <span>
          {quantity(order.filledQuantity)} of {quantity(order.terms.quantity)}
        </span>
      </td>
      <td className="num" data-label="Average">
        <span>
          {price(order.averageFillPrice)} <SourceMark source={order.source} />
        </span>
      </td>
      <td className="num wide text-muted" data-label="Placed">
        <Moment at={order.createdAt} />
      </td>
    </tr>
  );
}

function CancelButton({ order }: { order: Order }) {
  const mayCancel = useMay("orders:cancel");
  const action = useDeskAction("cancelOrder");
  if (!mayCancel) return null;
  if (order.cancelRequestedAt) return <span className="ml-1.5 text-xs text-muted">cancel asked for</span>;
  return (
    <span className="ml-1.5">
      <Button
        small
        disabled={action.isPending}
        aria-label={`Cancel order: ${deed(order.terms)}`}
        onClick={() =>
          action.mutate({ clientOrderId: order.clientOrderId, reason: "Cancelled on the portfolio page" })
        }
      >
        Cancel
      </Button>
      {action.error && <FailureNotice error={action.error} />}
    </span>
  );
}
