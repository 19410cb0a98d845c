import type { Order } from "#core/model";
import type { DeskInput } from "../../lib/desk-types.ts";

/** What of an open order can be typed anew; a price its type does not have is absent. */
export type OrderChange = Partial<Record<"quantity" | "stopPrice" | "limitPrice", string>>;

/** The order's own figures, in units that are still open. A protective price is the desk's to work out. */
export function unchanged({ terms, filledQuantity }: Order): OrderChange {
  const open = Number((Number(terms.quantity) - Number(filledQuantity)).toFixed(6));
  const hasLimit = terms.type === "limit" || terms.type === "stop-limit";
  return {
    quantity: String(open),
    ...(terms.stopPrice === undefined ? {} : { stopPrice: terms.stopPrice }),
    ...(hasLimit ? { limitPrice: terms.limitPrice } : {}),
  };
}

/** Only what differs from before, as the operation takes it. */
export function changesOf(before: OrderChange, typed: OrderChange): DeskInput<"replaceOrder">["changes"] {
  const entries = Object.entries(typed)
    .map(([name, text]) => [name, text.trim().replaceAll(",", "")] as const)
    .filter(([name, text]) => text !== "" && text !== before[name as keyof OrderChange]);
  return Object.fromEntries(entries);
}
