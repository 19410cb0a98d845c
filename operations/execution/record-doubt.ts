import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { NotFoundError, Order } from "#core/model";
import { loadAccount, loadOrder, orderEvents, orders } from "#db";
import { defineOperation } from "../operation.ts";
import { assertSeat, Fence } from "./seat.ts";

export const recordDoubt = defineOperation({
  name: "recordDoubt",
  summary:
    "Marks an order as unknown: it was sent and the broker's answer is missing, or the broker was asked and did not know it. The reservation stays.",
  scope: "system:broker",
  effect: "write",
  internal: true,
  input: z.strictObject({
    clientOrderId: z.string().min(1),
    fence: Fence,
    reason: z.string().max(600),
    looked: z.boolean().default(false).describe("True when the broker was asked and did not find it"),
    abandon: z
      .boolean()
      .default(false)
      .describe("True when it never reached the broker and must not be sent any more"),
  }),
  output: z.object({ order: Order, lookCount: z.number().int() }),
  events: ["order.uncertain", "order.closed"],
  run: async ({ ctx, tx, input, emit, note, follow }) => {
    const found = await loadOrder(tx, input);
    if (!found)
      throw new NotFoundError(
        "order",
        input.clientOrderId,
        "The executor asked about an order that is not ours.",
      );
    await loadAccount(tx, found.terms.account, { lock: true });
    await assertSeat(tx, input.fence);
    await follow(found.proposalId);
    const now = ctx.clock.now();
    const [row] = await tx
      .update(orders)
      .set({
        state: input.abandon ? "voided" : "unknown",
        reason: input.reason,
        lookCount: input.looked ? sql`${orders.lookCount} + 1` : orders.lookCount,
        claimedUntil: null,
        updatedAt: now,
      })
      .where(
        and(eq(orders.clientOrderId, input.clientOrderId), inArray(orders.state, ["sending", "unknown"])),
      )
      .returning();
    note(input.clientOrderId, { reason: input.reason, looked: input.looked });
    const order = (await loadOrder(tx, input)) ?? found;
    if (!row) return { order, lookCount: 0 };
    await tx.insert(orderEvents).values({
      id: ctx.newId("event"),
      clientOrderId: row.clientOrderId,
      kind: input.abandon ? "voided" : input.looked ? "not-found" : "unknown",
      detail: { reason: input.reason },
      occurredAt: now,
      recordedAt: now,
    });
    if (input.abandon)
      emit({ type: "order.closed", entityId: row.clientOrderId, causedBy: [row.proposalId] });
    else if (found.state === "sending")
      emit({ type: "order.uncertain", entityId: row.clientOrderId, causedBy: [row.proposalId] });
    return { order, lookCount: row.lookCount };
  },
});
