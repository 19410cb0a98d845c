import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { InvalidInputError, NotFoundError, type RiskLimits, RiskLimitsVersion } from "#core/model";
import { SomeLimits } from "#core/risk";
import {
  accounts,
  approvalRequests,
  insertLimits,
  loadAccount,
  loadLimits,
  proposals,
  type Transaction,
} from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";

/** Some limits with new values. Unknown names are refused, not ignored. */
export const LimitChanges = SomeLimits.refine(
  (changes) => Object.keys(changes).length > 0,
  "name at least one limit",
);
export type LimitChanges = z.infer<typeof LimitChanges>;

export const Reason = z.string().trim().min(3).max(600).describe("Why, in words an auditor understands");

/** The limits in force on the account, under its lock. */
export async function currentLimits(tx: Transaction, account: string): Promise<RiskLimitsVersion> {
  const row = await loadAccount(tx, account, { lock: true });
  const current = row && (await loadLimits(tx, row.limitsVersion));
  if (!current) throw new NotFoundError("account", account, 'The account of this desk is "paper".');
  return current;
}

/** Appends the next version, puts it in force and voids what waits for approval under the old one. */
export async function putInForce(
  tx: Transaction,
  ctx: Context,
  account: string,
  next: { limits: RiskLimits; version: number; reason: string; setBy: string[]; loosened: boolean },
  emit: (event: DomainEvent) => void,
): Promise<RiskLimitsVersion> {
  const version = RiskLimitsVersion.parse({ ...next, setAt: ctx.clock.now().toISOString() });
  await insertLimits(tx, version, { loosened: next.loosened });
  await tx.update(accounts).set({ limitsVersion: version.version }).where(eq(accounts.account, account));
  await voidWaiting(tx, "The risk limits changed.", emit);
  emit({ type: "limits.changed", entityId: account, payload: { version: version.version } });
  return version;
}

/** Closes every open question, because what people were shown no longer holds. */
export async function voidWaiting(
  tx: Transaction,
  reason: string,
  emit: (event: DomainEvent) => void,
): Promise<void> {
  const voided = await tx
    .update(approvalRequests)
    .set({ status: "void", reason })
    .where(eq(approvalRequests.status, "pending"))
    .returning({ id: approvalRequests.id, proposalId: approvalRequests.proposalId });
  if (voided.length === 0) return;
  await tx
    .update(proposals)
    .set({ status: "void" })
    .where(
      inArray(
        proposals.id,
        voided.map((request) => request.proposalId),
      ),
    );
  for (const { id, proposalId } of voided)
    emit({
      type: "approval.decided",
      entityId: id,
      payload: { proposalId, status: "void" },
      causedBy: [proposalId],
    });
}

/** Refuses a change that changes nothing. */
export function assertChanges(current: Partial<RiskLimits>, changes: LimitChanges): void {
  const moved = Object.entries(changes).filter(
    ([name, value]) => current[name as keyof RiskLimits] !== value,
  );
  if (moved.length > 0) return;
  throw new InvalidInputError({
    what: "These limits already have these values.",
    why: "A new version would say nothing.",
    fix: "Give a different value, or leave it.",
  });
}
