import type { OrderTerms } from "#core/model";
import { isSameOrder } from "./same-order.ts";

/** How often, and how long after the sending, a broker must not have known an order before it counts as not arrived. */
export interface Patience {
  minLooks: number;
  minLookMs: number;
}

/** An order whose answer is missing, and what the broker said when it was asked about it. */
export interface AnsweredLook {
  terms: OrderTerms;
  /** What the broker holds under the order's id; null when it does not know it. A look without an answer is none. */
  found: { terms: OrderTerms } | null;
  /** Earlier looks that found nothing. */
  lookCount: number;
  /** Since it was last sent. */
  sentAgoMs: number;
  /** A cancel was asked for, or trading is halted. */
  isUnwanted: boolean;
}

/**
 * - `adopt`: the broker has it; its answers are folded into our books.
 * - `halt`: the broker has another order under this id.
 * - `ask-again`: it stays unknown, with all it reserves.
 * - `abandon`: it never arrived and is not wanted any more; what it reserved is free.
 * - `send-again`: it never arrived; the same id makes a second sending harmless if that is wrong.
 */
export type Resolution = "adopt" | "halt" | "ask-again" | "abandon" | "send-again";

/** What becomes of an order in doubt. Only the broker's own answer, or its silence for long enough, ends a doubt. */
export function resolveDoubt(look: AnsweredLook, { minLooks, minLookMs }: Patience): Resolution {
  if (look.found) return isSameOrder(look.found.terms, look.terms) ? "adopt" : "halt";
  if (look.lookCount < minLooks || look.sentAgoMs < minLookMs) return "ask-again";
  return look.isUnwanted ? "abandon" : "send-again";
}
