import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { Instant, NotFoundError, TradingState } from "#core/model";
import { accounts, loadAccount, orders, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { defineOperation } from "../operation.ts";
import { Reason, voidWaiting } from "./change-limits.ts";

export const TradingStateChange = z.object({
  tradingState: TradingState,
  killEpoch: z.number().int(),
  changedAt: Instant,
  reason: z.string(),
});

/** What a halt took down, beside the new state. */
export const Halted = TradingStateChange.extend({
  voided: z.number().int().describe("Orders not sent yet, which never will be"),
  canceling: z.number().int().describe("Open orders asked back from the broker; they may still fill first"),
});

export const halt = defineOperation({
  name: "halt",
  summary:
    "Stops trading now: every outstanding clearance and approval dies, unsent orders are voided, open ones are canceled. Anyone with a seat may do it.",
  scope: "risk:halt",
  effect: "write",
  input: z.strictObject({
    account: z.string().min(1).max(64).default("paper"),
    reason: Reason.default("Halted by hand"),
  }),
  output: Halted,
  events: ["trading.halted", "order.closed", "order.cancel-requested", "approval.decided"],
  // The flag file stops the executor even when the database does not answer; it is raised first.
  prepare: async ({ ctx, input }) => ctx.setHaltFlag(true, input.reason),
  run: async ({ ctx, tx, input, emit, note }) => {
    note(input.account, { reason: input.reason });
    return haltAccount(tx, ctx, input.account, input.reason, emit);
  },
});

/** Opens a new kill epoch on the account and takes down everything that was on its way. */
export async function haltAccount(
  tx: Transaction,
  ctx: Context,
  account: string,
  reason: string,
  emit: (event: DomainEvent) => void,
): Promise<z.infer<typeof Halted>> {
  const held = await loadAccount(tx, account, { lock: true });
  if (!held) throw new NotFoundError("account", account, 'The account of this desk is "paper".');
  const now = ctx.clock.now();
  const killEpoch = held.killEpoch + 1;
  await tx
    .update(accounts)
    .set({ tradingState: "HALTED", killEpoch, stateReason: reason, stateChangedAt: now })
    .where(eq(accounts.account, account));
  const voided = await tx
    .update(orders)
    .set({ state: "voided", reason: `Halt: ${reason}`, updatedAt: now })
    .where(and(eq(orders.account, account), eq(orders.state, "intent")))
    .returning({ id: orders.clientOrderId });
  const canceling = await tx
    .update(orders)
    .set({
      cancelRequestedAt: now,
      reason: sql`coalesce(${orders.reason}, ${`Halt: ${reason}`})`,
      updatedAt: now,
    })
    .where(
      and(
        eq(orders.account, account),
        inArray(orders.state, ["sending", "unknown", "accepted", "partially-filled"]),
        isNull(orders.cancelRequestedAt),
      ),
    )
    .returning({ id: orders.clientOrderId });
  await voidWaiting(tx, `Trading was halted: ${reason}`, emit);
  for (const { id } of voided) emit({ type: "order.closed", entityId: id });
  for (const { id } of canceling) emit({ type: "order.cancel-requested", entityId: id });
  emit({ type: "trading.halted", entityId: account, payload: { reason, killEpoch } });
  return {
    tradingState: "HALTED",
    killEpoch,
    changedAt: now.toISOString(),
    reason,
    voided: voided.length,
    canceling: canceling.length,
  };
}
