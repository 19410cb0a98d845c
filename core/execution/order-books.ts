import {
  type Decimal,
  type DecimalText,
  decimal,
  type Fill,
  type Order,
  type OrderState,
  toText,
} from "#core/model";

/** What is booked on one order: every fill the broker told, and which of them it took back, by execution id. */
export interface OrderBooks {
  fills: readonly Fill[];
  busted: ReadonlySet<string>;
}

/** What the fills of an order add up to, counted from the fills themselves, so that no rounding gathers. */
export interface Filled {
  /** Units that traded, those taken back among them. */
  traded: Decimal;
  /** Units that stand. */
  standing: Decimal;
  figures: { filledQuantity: DecimalText; averageFillPrice: DecimalText | null };
}

export function filledBy({ fills, busted }: OrderBooks): Filled {
  const total = (some: readonly Fill[], of: (fill: Fill) => Decimal) =>
    some.reduce((sum, fill) => sum.plus(of(fill)), decimal("0"));
  const quantity = (fill: Fill) => decimal(fill.quantity);
  const standingFills = fills.filter((fill) => !busted.has(fill.executionId));
  const standing = total(standingFills, quantity);
  const paid = total(standingFills, (fill) => quantity(fill).times(decimal(fill.price)));
  return {
    traded: total(fills, quantity),
    standing,
    figures: {
      filledQuantity: toText(standing),
      averageFillPrice: standing.eq("0") ? null : toText(paid.div(standing)),
    },
  };
}

/**
 * Where an order stands once so much of it traded. A part that fills after the end leaves it ended; only the whole
 * makes it filled. One that traded wholly and lost a part again is over: the broker has nothing left to do.
 */
export function state(order: Order, filled: Filled): OrderState {
  const wanted = decimal(order.terms.quantity);
  if (filled.standing.eq(wanted)) return "filled";
  if (filled.traded.gte(wanted)) return "canceled";
  if (order.state === "canceled" || order.state === "expired" || order.state === "filled") return order.state;
  return filled.standing.eq("0") ? "accepted" : "partially-filled";
}
