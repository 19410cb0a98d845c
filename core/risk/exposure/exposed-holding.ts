import { type Decimal, type DecimalText, decimal, toText } from "#core/model";

/** One instrument an account holds or has open orders in. Money is USD. */
export interface ExposedHolding {
  symbol: string;
  sector: string;
  currency: string;
  /** Market value, signed */
  value: DecimalText;
  /** Worst notional of open buy orders, not negative */
  openBuys: DecimalText;
  /** Mark value of open sell orders, not negative */
  openSells: DecimalText;
}

/** The largest value, by size, that the holding can come to if any of its open orders fill. Signed. */
export function worstValue({ value, openBuys, openSells }: Omit<ExposedHolding, "symbol">): Decimal {
  const held = decimal(value);
  const bought = held.plus(decimal(openBuys));
  const sold = held.minus(decimal(openSells));
  return [bought, sold].reduce((worst, other) => (other.abs().gt(worst.abs()) ? other : worst), held);
}

export const worstText = (holding: Omit<ExposedHolding, "symbol">): DecimalText =>
  toText(worstValue(holding));
