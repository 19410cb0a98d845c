import { decimal, type OrderTerms, toText } from "#core/model";
import type { BrokerOrder, ForeignOrder } from "../broker.ts";
import { exitTermsOf } from "../exit-terms.ts";
import { type Family, filledOf } from "./order-family.ts";
import { termsOf } from "./terms.ts";
import { type AlpacaOrder, isEnded } from "./wire.ts";

type Names = Pick<OrderTerms, "environment" | "account">;

/** A family as the port shows an order. */
export function viewOf(family: Family, names: Names): BrokerOrder {
  const members = [...family.members.values()];
  const [first] = members;
  if (!first) throw new Error(`no order stands behind ${family.clientOrderId}`);
  const filled = members.reduce((sum, { id, filled_qty }) => {
    const told = filledOf(family, id);
    return sum.plus(told.gt(decimal(filled_qty)) ? told : decimal(filled_qty));
  }, decimal("0"));
  return {
    clientOrderId: family.clientOrderId,
    brokerOrderId: first.id,
    terms: family.entry ? exitTerms(family.entry, names) : standing(first, names),
    state: stateOf(members, filled.gt("0")),
    filledQuantity: toText(filled),
  };
}

/** The exits of an entry are for what it bought; a leg's own quantity shrinks as the other fills. */
function exitTerms(entry: Family, names: Names): OrderTerms {
  const [order] = entry.members.values();
  if (!order) throw new Error(`no entry stands behind the exits of ${entry.clientOrderId}`);
  return exitTermsOf(standing(order, names), order.filled_qty) ?? unlikeAny(order, names);
}

/** What stands at the broker, not what we sent: the executor compares the two. */
const standing = (order: AlpacaOrder, names: Names): OrderTerms =>
  termsOf(order, names) ?? unlikeAny(order, names);

/** An order under our id in a form we never send: close enough to be read, and equal to nothing of ours. */
const unlikeAny = (order: AlpacaOrder, names: Names): OrderTerms => ({
  ...names,
  symbol: order.symbol,
  side: order.side,
  quantity: order.qty ?? order.notional ?? "1",
  type: "market",
  limitPrice: order.limit_price ?? "0.000001",
  timeInForce: "day",
  extendedHours: true,
});

function stateOf(members: readonly AlpacaOrder[], hasFills: boolean): BrokerOrder["state"] {
  const has = (status: string) => members.some((member) => member.status === status);
  if (has("filled")) return "filled";
  if (!members.every(isEnded)) return hasFills ? "partially-filled" : "accepted";
  if (has("expired")) return "expired";
  return has("rejected") && !hasFills ? "rejected" : "canceled";
}

export const foreignView = (order: AlpacaOrder): { isForeign: true } & ForeignOrder => ({
  isForeign: true,
  brokerOrderId: order.id,
  clientOrderId: order.client_order_id,
  symbol: order.symbol,
  side: order.side,
  quantity: order.qty,
  filledQuantity: order.filled_qty,
  type: order.type,
  limitPrice: order.limit_price ?? null,
  submittedAt: order.submitted_at,
});
