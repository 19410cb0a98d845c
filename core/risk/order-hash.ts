import { hash } from "node:crypto";
import { decimal, type Environment, type OrderTerms } from "#core/model";
import { readOnce } from "./reading.ts";

const sha256 = (text: string) => hash("sha256", text, "hex");
const fixed = readOnce((text: string) => decimal(text).toFixed(6));
const fixedOrNone = (text: string | undefined) => (text === undefined ? "" : fixed(text));

/**
 * The order as the one text that is hashed, approved and compared. The database computes the same. A plain order
 * keeps the form it had before there were others, so that its hash stands.
 */
export function canonicalTerms(terms: OrderTerms): string {
  const base = [
    terms.environment,
    terms.account,
    terms.symbol,
    terms.side,
    fixed(terms.quantity),
    terms.type,
    fixed(terms.limitPrice),
    terms.timeInForce,
  ];
  return (isPlain(terms) ? ["v1", ...base] : ["v2", ...base, ...more(terms)]).join("|");
}

const isPlain = (terms: OrderTerms): boolean =>
  terms.stopPrice === undefined &&
  terms.trail === undefined &&
  terms.extendedHours !== true &&
  terms.orderClass === undefined &&
  terms.takeProfit === undefined &&
  terms.stopLoss === undefined;

const more = (terms: OrderTerms): string[] => [
  fixedOrNone(terms.stopPrice),
  terms.trail?.by ?? "",
  fixedOrNone(terms.trail?.amount),
  terms.extendedHours === true ? "extended" : "",
  terms.orderClass ?? "",
  fixedOrNone(terms.takeProfit?.limitPrice),
  fixedOrNone(terms.stopLoss?.stopPrice),
  fixedOrNone(terms.stopLoss?.limitPrice),
];

/** SHA-256 of the canonical terms, 64 hex digits. */
export const orderHash = (terms: OrderTerms): string => sha256(canonicalTerms(terms));

/**
 * The id the broker knows the order by: the same intent always has the same one, so sending twice is harmless.
 *
 * @returns environment, a dash and 32 hex digits; at most 38 characters
 */
export const clientOrderId = (environment: Environment, orderHash: string, proposalId: string): string =>
  `${environment}-${sha256(`${orderHash}|${proposalId}`).slice(0, 32)}`;
