import { type BrokerEvent, decimal, type Fill, type Order, type OrderState } from "#core/model";
import { filledBy, type OrderBooks, state } from "./order-books.ts";

/**
 * Every move an order may make; the database holds the same table. A late fill after a cancel is real. The two that
 * lead back, filled → canceled and partially-filled → accepted, are legal only with a fill taken back.
 */
export const LEGAL_EDGES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  intent: ["sending", "voided"],
  sending: ["accepted", "partially-filled", "filled", "rejected", "unknown", "canceled", "expired"],
  unknown: ["sending", "accepted", "partially-filled", "filled", "rejected", "canceled", "expired", "voided"],
  accepted: ["partially-filled", "filled", "canceled", "expired", "rejected"],
  "partially-filled": ["filled", "canceled", "expired", "accepted"],
  filled: ["canceled"],
  canceled: ["filled"],
  rejected: [],
  expired: ["filled"],
  voided: [],
};

/** What a step does to cash, position and the list of fills; nothing for most. */
export type Booking =
  | { kind: "fill"; fill: Extract<BrokerEvent, { kind: "fill" }> }
  /** The fill is booked the other way round: quantity, cash and fee return, and profit is restated. */
  | { kind: "bust"; taken: Fill; reason: string; at: string };

/** What one broker event does to an order. */
export type OrderStep =
  | { kind: "applied"; order: Order; booking: Booking | null }
  | { kind: "repeat" }
  | { kind: "anomaly"; order: Order; reason: string };

/**
 * Folds one broker event into an order. Events may come twice, late and out of order; a repeat changes
 * nothing, and what cannot be true is an anomaly, never a guess. Whatever the order they come in, the same events
 * lead to the same end.
 *
 * @param books what is already booked on the order
 */
export function applyBrokerEvent(order: Order, event: BrokerEvent, books: OrderBooks): OrderStep {
  switch (event.kind) {
    case "accepted":
      return applyAccepted(order, event);
    case "fill":
      return applyFillEvent(order, event, books);
    case "bust":
      return applyBust(order, event, books);
    case "rejected":
      return closing(order, "rejected", event.reason);
    case "canceled":
      return closing(order, "canceled", event.reason);
    case "replaced":
      return closing(order, "canceled", `The broker replaced it by ${event.replacedBy}.`);
    case "expired":
      return closing(order, "expired", order.reason);
  }
}

function applyAccepted(order: Order, event: Extract<BrokerEvent, { kind: "accepted" }>): OrderStep {
  if (order.state === "intent" || order.state === "voided")
    return anomaly(order, "accepted though never sent");
  const { brokerOrderId } = event;
  if (order.state === "sending" || order.state === "unknown")
    return moved(order, "accepted", { brokerOrderId });
  // An exit is born accepted, and learns here what the broker calls it.
  return order.brokerOrderId === null ? moved(order, order.state, { brokerOrderId }) : { kind: "repeat" };
}

function applyFillEvent(
  order: Order,
  event: Extract<BrokerEvent, { kind: "fill" }>,
  books: OrderBooks,
): OrderStep {
  if (books.fills.some((fill) => fill.executionId === event.executionId)) return { kind: "repeat" };
  if (order.state === "intent" || order.state === "voided" || order.state === "rejected")
    return anomaly(order, `a fill on an order that is ${order.state}`);
  const { clientOrderId, terms } = order;
  const fill: Fill = { ...event, clientOrderId, symbol: terms.symbol, side: terms.side, filledAt: event.at };
  const after = filledBy({ ...books, fills: [...books.fills, fill] });
  if (after.traded.gt(decimal(terms.quantity)))
    return anomaly(order, `${after.traded.toFixed()} filled of ${terms.quantity} ordered`);
  const price = decimal(event.price);
  const worst = worstPrice(order);
  if (terms.side === "buy" ? price.gt(decimal(worst)) : price.lt(decimal(worst)))
    return anomaly(order, `filled at ${event.price}, worse than the limit ${worst}`);
  return moved(
    order,
    state(order, after),
    { ...after.figures, brokerOrderId: event.brokerOrderId },
    { kind: "fill", fill: event },
  );
}

/** The stop-loss of an oco sells lower than the take-profit that is its own limit. */
const worstPrice = ({ terms }: Order): string =>
  terms.orderClass === "oco" && terms.stopLoss ? terms.stopLoss.limitPrice : terms.limitPrice;

/** A bust never brings an order back to the market: what is wanted again is wished for again. */
function applyBust(
  order: Order,
  event: Extract<BrokerEvent, { kind: "bust" }>,
  books: OrderBooks,
): OrderStep {
  if (books.busted.has(event.executionId)) return { kind: "repeat" };
  const taken = books.fills.find((fill) => fill.executionId === event.executionId);
  if (!taken) return anomaly(order, `the fill ${event.executionId} is taken back, and was never told`);
  const after = filledBy({ ...books, busted: new Set([...books.busted, event.executionId]) });
  const next = state(order, after);
  const reason = next === "canceled" && order.state === "filled" ? event.reason : order.reason;
  return moved(
    order,
    next,
    { ...after.figures, reason },
    { kind: "bust", taken, reason: event.reason, at: event.at },
  );
}

function closing(order: Order, state: OrderState, reason: string | null): OrderStep {
  const ended = ["filled", "canceled", "expired", "rejected", "voided"].includes(order.state);
  if (ended) return { kind: "repeat" };
  if (LEGAL_EDGES[order.state].includes(state))
    return moved(order, state, { reason: reason || order.reason });
  return anomaly(order, `${state} though it is ${order.state}`);
}

const moved = (
  order: Order,
  state: OrderState,
  changes: Partial<Order>,
  booking: Booking | null = null,
): OrderStep => ({
  kind: "applied",
  order: { ...order, ...changes, state },
  booking,
});

const anomaly = (order: Order, reason: string): OrderStep => ({ kind: "anomaly", order, reason });
