import { and, asc, eq, isNull } from "drizzle-orm";
import { Fill, Order } from "#core/model";
import type { Transaction } from "../open.ts";
import { fills, orders } from "../schema/index.ts";
import { plain, toTerms } from "./terms.ts";

/** A stored order as the model's word for it. */
export function toOrder(row: typeof orders.$inferSelect): Order {
  return Order.parse({
    ...row,
    terms: toTerms(row),
    filledQuantity: plain(row.filledQuantity),
    averageFillPrice: row.averageFillPrice === null ? null : plain(row.averageFillPrice),
    cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  });
}

/** A stored fill as the model's word for it. */
export function toFill(row: typeof fills.$inferSelect): Fill {
  return Fill.parse({
    ...row,
    quantity: plain(row.quantity),
    price: plain(row.price),
    fee: plain(row.fee),
    filledAt: row.filledAt.toISOString(),
  });
}

export async function loadOrder(
  tx: Transaction,
  by: { clientOrderId: string } | { proposalId: string },
): Promise<Order | null> {
  const where =
    "clientOrderId" in by
      ? eq(orders.clientOrderId, by.clientOrderId)
      : and(eq(orders.proposalId, by.proposalId), isNull(orders.exitOf));
  const [row] = await tx.select().from(orders).where(where);
  return row ? toOrder(row) : null;
}

/** What traded on one order, oldest first. */
export async function loadFills(tx: Transaction, clientOrderId: string): Promise<Fill[]> {
  const rows = await tx
    .select()
    .from(fills)
    .where(eq(fills.clientOrderId, clientOrderId))
    .orderBy(asc(fills.filledAt), asc(fills.executionId));
  return rows.map(toFill);
}
