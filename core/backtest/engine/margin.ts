import type { Desk } from "./desk.ts";
import { CANCELED } from "./order-book.ts";
import { REASONS } from "./trade-book.ts";

const MARGIN = REASONS.indexOf("margin");

/**
 * The broker closes everything: working orders are canceled, and each position is sold or bought back at its next open.
 *
 * @returns whether the call is new; one that is still being worked on is not repeated
 */
export function callMargin(desk: Desk): boolean {
  const { account, book } = desk;
  let isNew = false;
  for (let k = 0; k < account.units.length; k++) {
    const units = account.units[k] as number;
    const list = book.working[k] as number[];
    if (units === 0 || list.some((id) => book.isWorking(id) && book.reason.at(id) === MARGIN)) continue;
    for (const id of list) book.end(id, CANCELED);
    desk.enter({
      instrument: k,
      kind: "market",
      side: units > 0 ? -1 : 1,
      units: Number.POSITIVE_INFINITY,
      reduceOnly: true,
      reason: "margin",
    });
    isNew = true;
  }
  return isNew;
}
