import type { Order } from "#core/model";
import { Badge } from "../../components/badge.tsx";
import { Meter } from "../../components/meter.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { deed, orderStanding, typeInWords } from "../../components/ticket/order-words.ts";
import { price, quantity, ratio } from "../../lib/formats.ts";

interface BlotterProps {
  orders: Order[];
  onOpen: (order: Order) => void;
}

/** Orders with their states as they move, newest first. */
export function Blotter({ orders, onOpen }: BlotterProps) {
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
          <OrderRow key={order.clientOrderId} order={order} onOpen={() => onOpen(order)} />
        ))}
      </tbody>
    </table>
  );
}

function OrderRow({ order, onOpen }: { order: Order; onOpen: () => void }) {
  const { words, tone } = orderStanding(order.state);
  return (
    <tr className="hover:bg-sunken">
      <th scope="row" className="wide">
        <button
          type="button"
          className="min-h-8 text-left text-[0.8125rem] font-semibold text-accent underline-offset-2 hover:underline max-sm:-my-2 max-sm:min-h-11"
          onClick={onOpen}
        >
          {deed(order.terms)}
        </button>
      </th>
      <td className="wide text-muted">{typeInWords(order.terms)}</td>
      <td className="wide">
        <Badge tone={tone}>{words}</Badge>
        {order.cancelRequestedAt && isOpen(order) && (
          <span className="ml-1.5 text-xs text-muted">cancel asked for</span>
        )}
        {order.reason && <span className="ml-1.5 text-xs text-muted">{order.reason}</span>}
      </td>
      <td className="num" data-label="Filled">
        <span className="inline-block align-top">
          {quantity(order.filledQuantity)} of {quantity(order.terms.quantity)}
          {isOpen(order) && <Meter fraction={ratio(order.filledQuantity, order.terms.quantity)} />}
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

const OPEN_STATES: readonly Order["state"][] = [
  "intent",
  "sending",
  "unknown",
  "accepted",
  "partially-filled",
];

/** Whether the order may still trade. */
export const isOpen = (order: Order): boolean => OPEN_STATES.includes(order.state);
