import { and, eq, inArray, isNull } from "drizzle-orm";
import { accounts, loadAccount, orders, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";

/**
 * Stops an account from opening anything: what it holds may only shrink, and orders to buy that have not left are
 * void. Changes nothing on an account that is stopped already. Only a person lifts it.
 */
export async function reduceAccount(
  tx: Transaction,
  ctx: Context,
  account: string,
  reason: string,
  emit: (event: DomainEvent) => void,
): Promise<void> {
  const held = await loadAccount(tx, account, { lock: true });
  if (held?.tradingState !== "ACTIVE") return;
  const now = ctx.clock.now();
  await tx
    .update(accounts)
    .set({ tradingState: "REDUCING", stateReason: reason, stateChangedAt: now })
    .where(eq(accounts.account, account));
  const voided = await tx
    .update(orders)
    .set({ state: "voided", reason, updatedAt: now })
    .where(and(eq(orders.account, account), eq(orders.state, "intent"), eq(orders.side, "buy")))
    .returning({ id: orders.clientOrderId });
  // Whether these stand is not known yet; if they do, they are taken back.
  const doubtful = await tx
    .update(orders)
    .set({ cancelRequestedAt: now, updatedAt: now })
    .where(
      and(
        eq(orders.account, account),
        eq(orders.side, "buy"),
        inArray(orders.state, ["sending", "unknown"]),
        isNull(orders.cancelRequestedAt),
      ),
    )
    .returning({ id: orders.clientOrderId });
  for (const { id } of voided) emit({ type: "order.closed", entityId: id });
  for (const { id } of doubtful) emit({ type: "order.cancel-requested", entityId: id });
  emit({ type: "trading.reducing", entityId: account, payload: { tradingState: "REDUCING", reason } });
}
