import Big from "big.js";
import { z } from "zod";
import { InvalidInputError } from "./errors.ts";

/** Decimal places the ledger keeps for prices, quantities and cash (numeric(18,6) in the database). */
export const LEDGER_SCALE = 6;

/** Exact decimal arithmetic for the ledger. Strict: a JS number is refused, so no float slips in. */
export const Decimal = Big();
Decimal.strict = true;
Decimal.DP = 20;
export type Decimal = Big;

const LEDGER_TEXT = /^-?(0|[1-9]\d{0,11})(\.\d{1,6})?$/;

/** A ledger number as text: at most 12 digits before and 6 after the point, no exponent. */
export const DecimalText = z
  .string()
  .regex(LEDGER_TEXT, "must be a plain decimal such as 12.5: up to 12 digits, up to 6 decimals, no exponent")
  .describe('Decimal number as text, e.g. "187.25"');
export type DecimalText = z.infer<typeof DecimalText>;

/** Ledger text with at most nine digits before the point and a digit other than 0 somewhere. */
const POSITIVE_LEDGER_TEXT = /^(?=.*[1-9])(0|[1-9]\d{0,8})(\.\d{1,6})?$/;

/** A ledger number above zero and below one billion: a price or a quantity. */
export const PositiveDecimalText = DecimalText.refine(
  (text) => POSITIVE_LEDGER_TEXT.test(text),
  "must be above 0 and below 1,000,000,000",
);

/** Parses ledger text into an exact decimal. Throws when the text is not a plain decimal (NaN, "", "1e5"). */
export function decimal(text: string): Decimal {
  if (typeof text !== "string" || !/^-?\d{1,20}(\.\d{1,20})?$/.test(text)) {
    throw new InvalidInputError({
      what: `"${String(text)}" is not a decimal number.`,
      why: "Ledger numbers are exact decimals kept as text.",
      fix: 'Write it plainly, such as "12.5".',
    });
  }
  return new Decimal(text);
}

/** Writes a decimal as ledger text, rounded half-up to six places, without trailing zeros. */
export function toText(value: Decimal): DecimalText {
  const text = value.round(LEDGER_SCALE, Decimal.roundHalfUp).toFixed();
  return text === "-0" ? "0" : text;
}

/** Writes money rounded away from zero to six places, so that a reservation is never too small. */
export function toTextRoundedUp(value: Decimal): DecimalText {
  return value.round(LEDGER_SCALE, Decimal.roundUp).toFixed();
}

/**
 * The named crossing from statistics (floats: bar closes, indicator values) to the ledger.
 *
 * @param value a finite float
 * @param places decimals to keep, 0 to 6
 */
export function decimalFromStatistic(value: number, places = LEDGER_SCALE): Decimal {
  if (!Number.isFinite(value)) {
    throw new InvalidInputError({
      what: `${value} is not a finite number.`,
      why: "Only finite statistics can cross into the ledger.",
      fix: "Check the series it was computed from for gaps or divisions by zero.",
    });
  }
  return new Decimal(value.toFixed(places));
}

/** The named crossing from the ledger to statistics; precision beyond a double is given up here. */
export function statisticFromDecimal(value: Decimal | string): number {
  return Number(typeof value === "string" ? value : value.toFixed());
}
