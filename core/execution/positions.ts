import { type DecimalText, decimal, type Side, toText } from "#core/model";

/** A position's own numbers, by average cost. Quantity is signed; realised profit is after fees, USD. */
export interface Holding {
  quantity: DecimalText;
  averageCost: DecimalText;
  realisedPnl: DecimalText;
}

export interface TradedQuantity {
  side: Side;
  quantity: DecimalText;
  price: DecimalText;
  fee: DecimalText;
}

/**
 * What one fill makes of a position. Growing it averages the cost; shrinking it realises the difference;
 * crossing zero does both. The fee is realised at once.
 */
export function applyFill(before: Holding, fill: TradedQuantity): Holding {
  const held = decimal(before.quantity);
  const cost = decimal(before.averageCost);
  const price = decimal(fill.price);
  const traded = decimal(fill.quantity).times(fill.side === "buy" ? "1" : "-1");
  const after = held.plus(traded);
  const realised = decimal(before.realisedPnl).minus(decimal(fill.fee));
  if (held.eq("0") || held.gt("0") === traded.gt("0"))
    return {
      quantity: toText(after),
      averageCost: toText(held.times(cost).plus(traded.times(price)).div(after)),
      realisedPnl: toText(realised),
    };
  const closed = traded.abs().lt(held.abs()) ? traded.abs() : held.abs();
  const gain = price
    .minus(cost)
    .times(closed)
    .times(held.gt("0") ? "1" : "-1");
  const crossed = traded.abs().gt(held.abs());
  return {
    quantity: toText(after),
    averageCost: after.eq("0") ? "0" : toText(crossed ? price : cost),
    realisedPnl: toText(realised.plus(gain)),
  };
}
