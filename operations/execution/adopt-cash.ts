import { eq } from "drizzle-orm";
import type { Difference } from "#core/execution";
import { decimal, toText } from "#core/model";
import { type AccountRow, accounts, cashMovements, orders, type Transaction } from "#db";
import type { Context } from "../context.ts";

/**
 * What the broker's account began with is the broker's to say: before the first order, cash that differs is taken
 * over as what the account opened with, and is no difference.
 *
 * @returns the differences that are left
 */
export async function withoutOpeningCash<Seen extends Difference>(
  tx: Transaction,
  ctx: Context,
  held: AccountRow,
  seen: readonly Seen[],
): Promise<Seen[]> {
  const [only, ...more] = seen;
  if (!only || more.length > 0 || only.kind !== "cash" || held.booksClean) return [...seen];
  if ((await tx.$count(orders, eq(orders.account, held.account))) > 0) return [...seen];
  const now = ctx.clock.now();
  await tx.insert(cashMovements).values({
    id: ctx.newId("movement"),
    account: held.account,
    kind: "opening",
    amount: toText(decimal(only.theirs).minus(decimal(held.cash))),
    causedBy: held.account,
    reason: "What the broker's account holds before the first order",
    recordedBy: ctx.actor.id,
    occurredAt: now,
  });
  await tx
    .update(accounts)
    .set({
      cash: only.theirs,
      equityAtOpen: toText(decimal(only.theirs).plus(decimal(held.netExposure))),
    })
    .where(eq(accounts.account, held.account));
  return [];
}
