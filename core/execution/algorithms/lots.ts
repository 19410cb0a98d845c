import { type DecimalText, decimal, InvalidInputError, toText } from "#core/model";

/**
 * How many smallest tradable steps a quantity is. Plans count in whole lots, so that parts add up exactly.
 *
 * @returns a whole number, ≥ 0
 * @throws InvalidInputError when the quantity is not a whole number of lots
 */
export function lotsOf(quantity: DecimalText, lotSize: DecimalText): number {
  const lots = decimal(quantity).div(decimal(lotSize));
  const count = Number(lots.toFixed());
  if (lots.round(0).eq(lots) && Number.isSafeInteger(count) && count >= 0) return count;
  throw new InvalidInputError({
    what: `${quantity} is not a whole number of lots of ${lotSize}.`,
    why: "Slices are cut in whole lots, so that they add up to exactly what was asked for.",
    fix: `Ask for a multiple of ${lotSize}.`,
  });
}

/**
 * The step a plan counts in: the instrument's lot, or the last decimal of a quantity that is no multiple of it, for
 * what trades in fractions.
 */
export function planLot(quantity: DecimalText, lotSize: DecimalText): DecimalText {
  if (decimal(quantity).mod(decimal(lotSize)).eq("0")) return lotSize;
  const places = toText(decimal(quantity)).split(".")[1]?.length ?? 0;
  return places === 0 ? "1" : `0.${"1".padStart(places, "0")}`;
}

/** The quantity so many lots are. */
export const quantityOf = (lots: number, lotSize: DecimalText): DecimalText =>
  toText(decimal(lotSize).times(String(lots)));
