import { hash } from "node:crypto";
import { decimal, type Environment, type OrderTerms } from "#core/model";
import { readOnce } from "./reading.ts";

/** The version of the canonical form; a new field in it means a new version. */
const VERSION = "v1";

const sha256 = (text: string) => hash("sha256", text, "hex");
const fixed = readOnce((text: string) => decimal(text).toFixed(6));

/** The order as the one text that is hashed, approved and compared. The database computes the same. */
export function canonicalTerms(terms: OrderTerms): string {
  return [
    VERSION,
    terms.environment,
    terms.account,
    terms.symbol,
    terms.side,
    fixed(terms.quantity),
    terms.type,
    fixed(terms.limitPrice),
    terms.timeInForce,
  ].join("|");
}

/** SHA-256 of the canonical terms, 64 hex digits. */
export const orderHash = (terms: OrderTerms): string => sha256(canonicalTerms(terms));

/**
 * The id the broker knows the order by: the same intent always has the same one, so sending twice is harmless.
 *
 * @returns environment, a dash and 32 hex digits; at most 38 characters
 */
export const clientOrderId = (environment: Environment, orderHash: string, proposalId: string): string =>
  `${environment}-${sha256(`${orderHash}|${proposalId}`).slice(0, 32)}`;
