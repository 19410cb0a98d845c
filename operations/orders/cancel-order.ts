import { eq } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, NotFoundError, Order } from "#core/model";
import { loadAccount, loadOrder, orders } from "#db";
import { defineOperation } from "../operation.ts";
import { isClosed } from "./order-states.ts";

export const cancelOrder = defineOperation({
  name: "cancelOrder",
  summary:
    "Asks for an open order to be canceled. One not yet sent is voided at once; one at the broker is canceled there, and may still fill first.",
  scope: "orders:cancel",
  effect: "write",
  input: z.strictObject({ clientOrderId: z.string().min(1), reason: z.string().trim().max(300).default("") }),
  output: Order,
  events: ["order.closed", "order.cancel-requested"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const found = await loadOrder(tx, input);
    if (!found) throw new NotFoundError("order", input.clientOrderId, "listOrders shows the ids.");
    await loadAccount(tx, found.terms.account, { lock: true });
    const order = (await loadOrder(tx, input)) ?? found;
    note(order.clientOrderId, { state: order.state, reason: input.reason });
    if (isClosed(order.state))
      throw new ConflictError("ORDER_CLOSED", {
        what: `The order is already ${order.state}.`,
        why: "Only an open order can be canceled.",
        fix: "Propose an order the other way if the position is not wanted.",
      });
    const now = ctx.clock.now();
    const unsent = order.state === "intent";
    await tx
      .update(orders)
      .set({
        ...(unsent ? { state: "voided" } : {}),
        cancelRequestedAt: now,
        updatedAt: now,
        reason: input.reason || `Canceled by ${ctx.actor.name}`,
      })
      .where(eq(orders.clientOrderId, order.clientOrderId));
    emit({
      type: unsent ? "order.closed" : "order.cancel-requested",
      entityId: order.clientOrderId,
      causedBy: [order.proposalId],
    });
    const updated = await loadOrder(tx, input);
    return updated ?? order;
  },
});
