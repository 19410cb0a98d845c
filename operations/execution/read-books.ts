import { and, eq, gt, inArray, isNull, ne, notInArray, or } from "drizzle-orm";
import { z } from "zod";
import { DecimalText, NotFoundError, Order } from "#core/model";
import { orderHash } from "#core/risk";
import { clearances, loadAccount, orders, plain, positions, toOrder } from "#db";
import { defineOperation } from "../operation.ts";
import { CLOSED_STATES } from "../orders/order-states.ts";

/** Closed orders the broker names, or that were exits lately, read at one look at most. */
const MAX_CLOSED = 500;
/** How far back exits are read for loops, ms. */
const EXITS_MS = 5 * 60_000;

export const readBooks = defineOperation({
  name: "readBooks",
  summary: "Reads what our books say of an account, as of one moment, to be compared with the broker's.",
  scope: "system:broker",
  effect: "read",
  internal: true,
  input: z.strictObject({
    account: z.string().min(1),
    alsoOrders: z.array(z.string()).max(5_000).describe("Orders the broker names; ours may be closed"),
  }),
  output: z.object({
    cash: DecimalText,
    tradingState: z.string(),
    booksClean: z.boolean(),
    positions: z.array(z.object({ symbol: z.string(), quantity: DecimalText })),
    orders: z.array(z.object({ order: Order, clearedHash: z.string().nullable(), unansweredMs: z.number() })),
    recentExits: z.array(Order),
  }),
  run: async ({ ctx, tx, input }) => {
    const held = await loadAccount(tx, input.account);
    if (!held) throw new NotFoundError("account", input.account, "Open the desk first.");
    const now = ctx.clock.now();
    const isOpen = notInArray(orders.state, [...CLOSED_STATES]);
    const isNamed = input.alsoOrders.length > 0 ? inArray(orders.clientOrderId, input.alsoOrders) : undefined;
    const rows = await tx
      .select({ row: orders, clearance: clearances })
      .from(orders)
      .leftJoin(clearances, eq(clearances.id, orders.clearanceId))
      .where(and(eq(orders.account, input.account), or(isOpen, isNamed)));
    const exits = await tx
      .select()
      .from(orders)
      .where(
        and(
          eq(orders.account, input.account),
          eq(orders.side, "sell"),
          isNull(orders.cancelRequestedAt),
          gt(orders.createdAt, new Date(now.getTime() - EXITS_MS)),
        ),
      )
      .limit(MAX_CLOSED);
    const positionRows = await tx
      .select({ symbol: positions.symbol, quantity: positions.quantity })
      .from(positions)
      .where(and(eq(positions.account, input.account), ne(positions.quantity, "0")));
    return {
      cash: plain(held.cash),
      tradingState: held.tradingState,
      booksClean: held.booksClean,
      positions: positionRows.map(({ symbol, quantity }) => ({ symbol, quantity: plain(quantity) })),
      orders: rows.map(({ row, clearance }) => ({
        order: toOrder(row),
        clearedHash: clearedFor(row, clearance),
        unansweredMs:
          row.state === "unknown" || row.state === "sending"
            ? now.getTime() - (row.sentAt ?? row.createdAt).getTime()
            : 0,
      })),
      recentExits: exits.map(toOrder),
    };
  },
});

/** An exit follows from its entry, whose clearance covered both; the database writes no other. */
function clearedFor(row: typeof orders.$inferSelect, clearance: typeof clearances.$inferSelect | null) {
  if (row.exitOf !== null) return orderHash(toOrder(row).terms);
  return clearance?.consumedAt ? clearance.orderHash : null;
}
