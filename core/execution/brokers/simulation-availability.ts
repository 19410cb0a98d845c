import { Decimal, decimal, type OrderTerms } from "#core/model";
import type { SimulationBook } from "./simulation-book.ts";

const ZERO = new Decimal("0");

/**
 * A position is closed at most: like the real ones, this broker takes no order that would cross zero. What open
 * orders are about to close is not there a second time.
 *
 * @returns why it is not taken, or null
 */
export function availabilityFlaw(
  { symbol, side, quantity }: OrderTerms,
  book: SimulationBook,
): string | null {
  const held = decimal(book.ledger.held(symbol));
  const isClosing = side === "sell" ? held.gt("0") : held.lt("0");
  if (!isClosing) return null;
  const promised = book.open
    .filter(({ terms }) => terms.symbol === symbol && terms.side === side)
    .reduce(
      (sum, { terms, filledQuantity }) => sum.plus(decimal(terms.quantity)).minus(decimal(filledQuantity)),
      ZERO,
    );
  const available = held.abs().minus(promised);
  if (decimal(quantity).lte(available)) return null;
  return `insufficient quantity available for the order (requested: ${quantity}, available: ${available.lt("0") ? "0" : available.toFixed()})`;
}
