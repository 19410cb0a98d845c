import { ConflictError, type OrderProposal, type Refusal } from "#core/model";
import { loadOrder, type Transaction } from "#db";
import { isClosed } from "./order-states.ts";

/**
 * Why a proposal may not take the place of the order it names. The database asks the same when the order is written.
 *
 * @returns nothing when it may, or replaces none
 * @throws ConflictError REPLACED_STILL_OPEN while that order may still trade: judge it once the cancel is confirmed
 */
export async function replacedRefusals(tx: Transaction, { replaces }: OrderProposal): Promise<Refusal[]> {
  if (!replaces) return [];
  const old = await loadOrder(tx, replaces);
  if (!old || !isClosed(old.state))
    throw new ConflictError("REPLACED_STILL_OPEN", {
      what: "The order it replaces is still being canceled.",
      why: "Both must never stand together.",
      fix: "Nothing needs to be done: it is judged as soon as the broker has confirmed the cancel.",
    });
  if (old.filledQuantity === replaces.filledQuantity) return [];
  const reason = `The order it replaces has filled ${old.filledQuantity} by now, not ${replaces.filledQuantity}. Propose what is still wanted.`;
  return [{ id: "C33", name: "replaced order", reason }];
}
