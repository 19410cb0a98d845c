import { type BrokerEvent, decimal, type Fill, type Order, type OrderState, toText } from "#core/model";

/** Every move an order may make. The database holds the same table. A late fill after a cancel is real. */
export const LEGAL_EDGES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  intent: ["sending", "voided"],
  sending: ["accepted", "partially-filled", "filled", "rejected", "unknown", "canceled", "expired"],
  unknown: ["sending", "accepted", "partially-filled", "filled", "rejected", "canceled", "expired", "voided"],
  accepted: ["partially-filled", "filled", "canceled", "expired", "rejected"],
  "partially-filled": ["filled", "canceled", "expired"],
  filled: [],
  canceled: ["filled"],
  rejected: [],
  expired: ["filled"],
  voided: [],
};

/** What one broker event does to an order. */
export type OrderStep =
  | { kind: "applied"; order: Order }
  | { kind: "repeat" }
  | { kind: "anomaly"; order: Order; reason: string };

/**
 * Folds one broker event into an order. Events may come twice, late and out of order; a repeat changes
 * nothing, and what cannot be true is an anomaly, never a guess.
 *
 * @param fills what is already booked on the order
 */
export function applyBrokerEvent(order: Order, event: BrokerEvent, fills: readonly Fill[]): OrderStep {
  switch (event.kind) {
    case "accepted":
      if (order.state !== "sending" && order.state !== "unknown")
        return order.state === "intent" || order.state === "voided"
          ? anomaly(order, "accepted though never sent")
          : { kind: "repeat" };
      return moved(order, "accepted", { brokerOrderId: event.brokerOrderId });
    case "fill":
      return applyFillEvent(order, event, fills);
    case "rejected":
      return closing(order, "rejected", event.reason);
    case "canceled":
      return closing(order, "canceled", event.reason);
    case "expired":
      return closing(order, "expired", order.reason);
  }
}

function applyFillEvent(
  order: Order,
  event: Extract<BrokerEvent, { kind: "fill" }>,
  fills: readonly Fill[],
): OrderStep {
  if (fills.some((fill) => fill.executionId === event.executionId)) return { kind: "repeat" };
  if (order.state === "intent" || order.state === "voided" || order.state === "rejected")
    return anomaly(order, `a fill on an order that is ${order.state}`);
  const filled = decimal(order.filledQuantity).plus(decimal(event.quantity));
  const wanted = decimal(order.terms.quantity);
  if (filled.gt(wanted)) return anomaly(order, `${toText(filled)} filled of ${order.terms.quantity} ordered`);
  const price = decimal(event.price);
  const limit = decimal(order.terms.limitPrice);
  if (order.terms.side === "buy" ? price.gt(limit) : price.lt(limit))
    return anomaly(order, `filled at ${event.price}, worse than the limit ${order.terms.limitPrice}`);
  const paid = decimal(order.averageFillPrice ?? "0")
    .times(decimal(order.filledQuantity))
    .plus(price.times(decimal(event.quantity)));
  return moved(order, fillState(order.state, filled.eq(wanted)), {
    filledQuantity: toText(filled),
    averageFillPrice: toText(paid.div(filled)),
    brokerOrderId: event.brokerOrderId,
  });
}

/** A part that fills after the end leaves the order ended; only the last part makes it filled. */
function fillState(state: OrderState, complete: boolean): OrderState {
  if (complete) return "filled";
  return state === "canceled" || state === "expired" ? state : "partially-filled";
}

function closing(order: Order, state: OrderState, reason: string | null): OrderStep {
  if (LEGAL_EDGES[order.state].includes(state))
    return moved(order, state, { reason: reason || order.reason });
  const ended =
    LEGAL_EDGES[order.state].length === 0 || order.state === "canceled" || order.state === "expired";
  return ended ? { kind: "repeat" } : anomaly(order, `${state} though it is ${order.state}`);
}

const moved = (order: Order, state: OrderState, changes: Partial<Order>): OrderStep => ({
  kind: "applied",
  order: { ...order, ...changes, state },
});

const anomaly = (order: Order, reason: string): OrderStep => ({ kind: "anomaly", order, reason });
