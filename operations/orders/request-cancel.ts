import { eq } from "drizzle-orm";
import { ConflictError, NotFoundError, type Order } from "#core/model";
import { loadAccount, loadOrder, orders, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { isClosed } from "./order-states.ts";

/**
 * An order that may still trade, under its account's lock.
 *
 * @throws NotFoundError when there is none by that id; ConflictError ORDER_CLOSED when it is over
 */
export async function requireOpenOrder(tx: Transaction, clientOrderId: string): Promise<Order> {
  const found = await loadOrder(tx, { clientOrderId });
  if (!found) throw new NotFoundError("order", clientOrderId, "listOrders shows the ids.");
  await loadAccount(tx, found.terms.account, { lock: true });
  const order = (await loadOrder(tx, { clientOrderId })) ?? found;
  if (!isClosed(order.state)) return order;
  throw new ConflictError("ORDER_CLOSED", {
    what: `The order is already ${order.state}.`,
    why: "Only an open order can be canceled.",
    fix: "Propose an order the other way if the position is not wanted.",
  });
}

/** Asks for an open order to be canceled; one that was never sent is voided at once. */
export async function requestCancel(
  tx: Transaction,
  ctx: Context,
  order: Order,
  reason: string,
  emit: (event: DomainEvent) => void,
): Promise<Order> {
  const now = ctx.clock.now();
  const unsent = order.state === "intent";
  await tx
    .update(orders)
    .set({ ...(unsent ? { state: "voided" } : {}), cancelRequestedAt: now, updatedAt: now, reason })
    .where(eq(orders.clientOrderId, order.clientOrderId));
  emit({
    type: unsent ? "order.closed" : "order.cancel-requested",
    entityId: order.clientOrderId,
    causedBy: [order.proposalId],
  });
  return (await loadOrder(tx, { clientOrderId: order.clientOrderId })) ?? order;
}
