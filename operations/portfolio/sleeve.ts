import {
  type DecimalText,
  decimal,
  decimalFromStatistic,
  type Instrument,
  type Portfolio,
  statisticFromDecimal,
  toText,
} from "#core/model";
import type { BasketAsset } from "#core/risk";

/** The part of an account that is weighed: its cash and the named assets. Other positions are left as they are. */
export interface Sleeve {
  equity: DecimalText;
  cash: DecimalText;
  /** Fraction of the sleeve held in each named asset */
  weights: Record<string, number>;
  assets: Omit<BasketAsset, "targetWeight">[];
  warnings: string[];
}

/** @param closes price of each instrument, in their order */
export function sleeveOf(
  { cash, positions, reserved }: Portfolio,
  instruments: readonly Instrument[],
  closes: readonly number[],
): Sleeve {
  const quantityOf = new Map(positions.map(({ symbol, quantity }) => [symbol as string, quantity]));
  const assets = instruments.map(({ symbol, lotSize }, k) => ({
    symbol,
    quantity: quantityOf.get(symbol) ?? "0",
    price: toText(decimalFromStatistic(closes[k] ?? Number.NaN)),
    lot: lotSize,
  }));
  const heldValue = (asset: (typeof assets)[number]) => decimal(asset.quantity).times(decimal(asset.price));
  // Money promised to open buy orders is not there to be promised again.
  const free = decimal(cash).minus(decimal(reserved));
  const equity = assets.reduce((sum, asset) => sum.plus(heldValue(asset)), free);
  const named = new Set<string>(instruments.map(({ symbol }) => symbol));
  const outside = positions.filter(({ symbol, quantity }) => !named.has(symbol) && Number(quantity) !== 0);
  return {
    equity: toText(equity),
    cash: toText(free),
    weights: Object.fromEntries(
      assets.map((asset) => [
        asset.symbol,
        equity.gt("0") ? statisticFromDecimal(heldValue(asset).div(equity)) : 0,
      ]),
    ),
    assets,
    warnings:
      outside.length === 0
        ? []
        : [`Left as it is, and out of the figures: ${outside.map(({ symbol }) => symbol).join(", ")}.`],
  };
}
