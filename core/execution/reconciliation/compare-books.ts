import { type DecimalText, decimal, type Order, type OrderState } from "#core/model";
import { orderHash } from "#core/risk";
import type { BrokerOrder, OpenOrder } from "../brokers/broker.ts";
import { isSameOrder } from "../same-order.ts";
import type { Difference } from "./difference.ts";

/** One order of ours, with what the clearance it used up was for. */
export interface BookedOrder {
  order: Order;
  /** Hash of the clearance this order used up; null when it used up none. */
  clearedHash: string | null;
  /** How long the broker's answer has been missing, ms; 0 when it is not. */
  unansweredMs: number;
}

/** What our books say of an account. */
export interface OurBooks {
  cash: DecimalText;
  positions: readonly { symbol: string; quantity: DecimalText }[];
  /** Every order that may be at the broker, and whichever closed ones the broker still names. */
  orders: readonly BookedOrder[];
}

/** What the broker says of it. */
export interface TheirBooks {
  cash: DecimalText;
  positions: readonly { symbol: string; quantity: DecimalText }[];
  open: readonly OpenOrder[];
  /** Orders open in our books and not in the broker's list, asked for one by one; null: it does not know it. */
  asked: ReadonlyMap<string, BrokerOrder | null>;
}

/** Cash may differ by what rounding to the ledger's six decimals has left behind, USD. */
const CASH_TOLERANCE = "0.01";
/** An order whose answer has been missing for so long is a difference of its own, ms. */
export const UNANSWERED_MS = 60_000;

const AT_BROKER: ReadonlySet<OrderState> = new Set(["accepted", "partially-filled"]);
/** The broker may or may not have it: its answer is missing. */
const IN_DOUBT: ReadonlySet<OrderState> = new Set(["sending", "unknown"]);

/** Every sentence two sets of books do not agree on; empty when they do. */
export function compareBooks(ours: OurBooks, theirs: TheirBooks): Difference[] {
  const booked = new Map(ours.orders.map((entry) => [entry.order.clientOrderId, entry]));
  return [
    ...theirs.open.flatMap((open) => ordersApart(open, booked)),
    ...ours.orders.flatMap((entry) => ourOrder(entry, theirs)),
    ...positionsApart(ours.positions, theirs.positions),
    ...cashApart(ours.cash, theirs.cash),
  ];
}

/** What stands open at the broker must be ours, cleared, and as far filled as we know. */
function ordersApart(open: OpenOrder, booked: ReadonlyMap<string, BookedOrder>): Difference[] {
  const { clientOrderId: subject } = open;
  if (open.isForeign)
    return [
      {
        kind: "foreign-order",
        subject: open.brokerOrderId,
        ours: "no such order",
        theirs: `${open.side} ${open.quantity ?? "an amount of"} ${open.symbol}`,
        says: `The broker works an order this desk did not send: ${open.side} ${open.quantity ?? "an amount of"} ${open.symbol} (${open.type}).`,
      },
    ];
  const entry = booked.get(subject);
  const theirs = `${open.terms.side} ${open.terms.quantity} ${open.terms.symbol}`;
  if (!entry)
    return [
      {
        kind: "uncleared-order",
        subject,
        ours: "no such order",
        theirs,
        says: `The broker works ${subject} (${theirs}), an id of this desk that nobody cleared.`,
      },
    ];
  const { order } = entry;
  if (!isSameOrder(open.terms, order.terms))
    return [
      {
        kind: "other-terms",
        subject,
        ours: `${order.terms.side} ${order.terms.quantity} ${order.terms.symbol} at ${order.terms.limitPrice}`,
        theirs: `${theirs} at ${open.terms.limitPrice}`,
        says: `The broker works ${subject} with other terms than were cleared.`,
      },
    ];
  if (!AT_BROKER.has(order.state) && !IN_DOUBT.has(order.state))
    return [stateApart(subject, order.state, open.state)];
  return order.state !== "sending" && !decimal(order.filledQuantity).eq(decimal(open.filledQuantity))
    ? [fillsApart(subject, order.filledQuantity, open.filledQuantity)]
    : [];
}

/** What we sent must have been cleared, be answered in time, and stand at the broker while it is open. */
function ourOrder({ order, clearedHash, unansweredMs }: BookedOrder, theirs: TheirBooks): Difference[] {
  const { clientOrderId: subject, state } = order;
  if (state !== "intent" && clearedHash !== orderHash(order.terms))
    return [
      {
        kind: "no-clearance",
        subject,
        ours: clearedHash === null ? "no clearance was used up" : "the clearance was for other terms",
        theirs: state,
        says: `${subject} was sent, and no clearance for these terms was used up.`,
      },
    ];
  if (IN_DOUBT.has(state) && unansweredMs >= UNANSWERED_MS)
    return [
      {
        kind: "unknown-order",
        subject,
        ours: state,
        theirs: "no answer",
        says: `Nobody has known for ${Math.floor(unansweredMs / 1000)} s whether ${subject} stands at the broker.`,
      },
    ];
  if (!AT_BROKER.has(state) || !theirs.asked.has(subject)) return [];
  const found = theirs.asked.get(subject) ?? null;
  if (found === null)
    return [
      {
        kind: "order-missing",
        subject,
        ours: state,
        theirs: "unknown",
        says: `${subject} is ${state} in our books, and the broker does not know it.`,
      },
    ];
  if (!decimal(order.filledQuantity).eq(decimal(found.filledQuantity)))
    return [fillsApart(subject, order.filledQuantity, found.filledQuantity)];
  return found.state === state ? [] : [stateApart(subject, state, found.state)];
}

const stateApart = (subject: string, ours: OrderState, theirs: OrderState): Difference => ({
  kind: "order-state",
  subject,
  ours,
  theirs,
  says: `${subject} is ${ours} in our books and ${theirs} at the broker.`,
});

const fillsApart = (subject: string, ours: DecimalText, theirs: DecimalText): Difference => ({
  kind: "order-fills",
  subject,
  ours,
  theirs,
  says: `${subject} has filled ${ours} in our books and ${theirs} at the broker.`,
});

function positionsApart(ours: OurBooks["positions"], theirs: TheirBooks["positions"]): Difference[] {
  const held = new Map(ours.map(({ symbol, quantity }) => [symbol, quantity]));
  const there = new Map(theirs.map(({ symbol, quantity }) => [symbol, quantity]));
  return [...new Set([...held.keys(), ...there.keys()])].sort().flatMap((symbol) => {
    const [here, broker] = [held.get(symbol) ?? "0", there.get(symbol) ?? "0"];
    return decimal(here).eq(decimal(broker))
      ? []
      : [
          {
            kind: "position" as const,
            subject: symbol,
            ours: here,
            theirs: broker,
            says: `We hold ${here} ${symbol} in our books and ${broker} at the broker.`,
          },
        ];
  });
}

function cashApart(ours: DecimalText, theirs: DecimalText): Difference[] {
  if (decimal(ours).minus(decimal(theirs)).abs().lte(CASH_TOLERANCE)) return [];
  return [
    {
      kind: "cash",
      subject: "USD",
      ours,
      theirs,
      says: `We have ${ours} USD in cash in our books and ${theirs} USD at the broker.`,
    },
  ];
}
