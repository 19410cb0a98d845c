import { and, asc, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import { Order } from "#core/model";
import { clearances, loadAccount, orderEvents, orders, type Transaction, toOrder } from "#db";
import { defineOperation } from "../operation.ts";
import { assertSeat, Fence } from "./seat.ts";

/** What the executor needs to obtain a clearance for an order that is already written. */
export const ClaimedOrder = z.object({
  order: Order,
  clearance: z.object({
    id: z.string(),
    orderHash: z.string(),
    consumed: z.boolean(),
    killEpoch: z.number().int(),
  }),
  account: z.object({ tradingState: z.string(), killEpoch: z.number().int() }),
});
export type ClaimedOrder = z.infer<typeof ClaimedOrder>;

export const claimOrder = defineOperation({
  name: "claimOrder",
  summary: "Gives the oldest unsent order to one executor, marked as being sent, under a lease.",
  scope: "system:broker",
  effect: "write",
  internal: true,
  input: z.strictObject({
    executor: z.string().min(1),
    leaseMs: z
      .number()
      .int()
      .min(100)
      .max(120_000)
      .describe("How long the executor may take until the broker has answered"),
    fence: Fence,
    start: z.string().optional().describe("The start of the process that sends it"),
    clientOrderId: z
      .string()
      .optional()
      .describe("Claim this one again: it was asked about and the broker does not know it"),
  }),
  output: z.object({ claimed: ClaimedOrder.nullable() }),
  events: [],
  run: async ({ ctx, tx, input, note, follow, unchanged }) => {
    const nothing = () => {
      unchanged();
      return { claimed: null };
    };
    if (ctx.haltFlag()) return nothing();
    await assertSeat(tx, input.fence);
    const now = ctx.clock.now();
    const row = await lockClaimable(tx, input.clientOrderId, now);
    if (!row) return nothing();
    const sending = await markSending(tx, row, {
      executor: input.executor,
      until: new Date(now.getTime() + input.leaseMs),
      now,
    });
    await tx.insert(orderEvents).values({
      id: ctx.newId("event"),
      clientOrderId: row.clientOrderId,
      kind: "sending",
      detail: { executor: input.executor, start: input.start, attempt: sending.sendAttempts },
      occurredAt: now,
      recordedAt: now,
    });
    await follow(row.proposalId);
    note(row.clientOrderId, { executor: input.executor });
    const [clearance] = await tx.select().from(clearances).where(eq(clearances.id, row.clearanceId));
    if (!clearance) throw new Error("an order without its clearance cannot exist");
    return {
      claimed: {
        order: toOrder(sending),
        clearance: {
          id: clearance.id,
          orderHash: clearance.orderHash,
          consumed: clearance.consumedAt !== null,
          killEpoch: clearance.killEpoch,
        },
        account: { tradingState: row.tradingState, killEpoch: row.killEpoch },
      },
    };
  },
});

type OrderRow = typeof orders.$inferSelect;

/** What the database would refuse to send stays where it is, and holds up nothing behind it. */
const maySend = and(
  or(eq(orders.side, "sell"), sql`(select books_clean from accounts where account = ${orders.account})`),
  or(
    eq(orders.state, "unknown"),
    sql`not exists (select 1 from symbol_blocks b where b.account = ${orders.account} and b.symbol = ${orders.symbol}
      and b.lifted_at is null and (${orders.side} = 'buy' or b.also_exits))`,
  ),
);

/**
 * Locks the account, then its oldest order that may be sent: unsent, or named and still in doubt.
 *
 * @returns null when there is none, or when a halt has come between writing and sending
 */
async function lockClaimable(
  tx: Transaction,
  clientOrderId: string | undefined,
  now: Date,
): Promise<(OrderRow & { tradingState: string }) | null> {
  const mayClaim = clientOrderId
    ? and(
        eq(orders.clientOrderId, clientOrderId),
        eq(orders.state, "unknown"),
        or(isNull(orders.claimedUntil), lte(orders.claimedUntil, now)),
      )
    : eq(orders.state, "intent");
  const [candidate] = await tx
    .select({ id: orders.clientOrderId, account: orders.account })
    .from(orders)
    .where(and(mayClaim, isNull(orders.cancelRequestedAt), maySend))
    .orderBy(asc(orders.createdAt))
    .limit(1);
  if (!candidate) return null;
  const account = await loadAccount(tx, candidate.account, { lock: true });
  const [row] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.clientOrderId, candidate.id), mayClaim, maySend))
    .for("update");
  if (!row || !account || account.tradingState === "HALTED" || account.killEpoch !== row.killEpoch)
    return null;
  return { ...row, tradingState: account.tradingState };
}

async function markSending(
  tx: Transaction,
  row: OrderRow,
  claim: { executor: string; until: Date; now: Date },
): Promise<OrderRow> {
  const [sending] = await tx
    .update(orders)
    .set({
      state: "sending",
      claimedBy: claim.executor,
      claimedUntil: claim.until,
      sendAttempts: row.sendAttempts + 1,
      lookCount: 0,
      sentAt: claim.now,
      updatedAt: claim.now,
    })
    .where(eq(orders.clientOrderId, row.clientOrderId))
    .returning();
  if (!sending) throw new Error("a locked order cannot vanish");
  return sending;
}

export const listDoubtfulOrders = defineOperation({
  name: "listDoubtfulOrders",
  summary: "Lists orders whose sending was not answered: the broker must be asked about them.",
  scope: "system:broker",
  effect: "read",
  internal: true,
  input: z.strictObject({}),
  output: z.object({
    orders: z.array(z.object({ order: Order, lookCount: z.number().int(), sentAgoMs: z.number() })),
    cancels: z.array(Order).describe("At the broker, with a cancel asked for"),
  }),
  run: async ({ ctx, tx }) => {
    const now = ctx.clock.now();
    const doubtful = await tx
      .select()
      .from(orders)
      .where(or(eq(orders.state, "unknown"), and(eq(orders.state, "sending"), lt(orders.claimedUntil, now))))
      .orderBy(asc(orders.createdAt));
    const open = await tx
      .select()
      .from(orders)
      .where(inArray(orders.state, ["accepted", "partially-filled"]));
    return {
      orders: doubtful.map((row) => ({
        order: toOrder(row),
        lookCount: row.lookCount,
        sentAgoMs: now.getTime() - (row.sentAt ?? row.createdAt).getTime(),
      })),
      cancels: open.filter((row) => row.cancelRequestedAt !== null).map(toOrder),
    };
  },
});
