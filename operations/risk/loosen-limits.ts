import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { PermissionError, RiskLimitsVersion } from "#core/model";
import { limitRequests, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { assertChanges, currentLimits, LimitChanges, putInForce, Reason } from "./change-limits.ts";

/** How long a wish to loosen waits for its second person. */
const REQUEST_TTL_MS = 24 * 3_600_000;

export const loosenLimits = defineOperation({
  name: "loosenLimits",
  summary:
    "Asks for looser risk limits. Nothing changes until a second risk-admin asks for exactly the same change within a day; then it is a new version.",
  scope: "risk:loosen",
  effect: "write",
  input: z.strictObject({
    account: z.string().min(1).max(64).default("paper"),
    changes: LimitChanges,
    reason: Reason,
  }),
  output: z.object({
    requestId: z.string(),
    status: z.enum(["waiting", "applied"]),
    confirmedBy: z.array(z.string()),
    version: RiskLimitsVersion.nullable(),
  }),
  events: ["limits.changed", "approval.decided"],
  run: async ({ ctx, tx, input, emit, note }) => {
    assertPerson(ctx);
    const current = await currentLimits(tx, input.account);
    assertChanges(current.limits, input.changes);
    const first = await waitingRequest(tx, ctx, current.version, keyOf(input.changes));
    note(input.account, { changes: input.changes, reason: input.reason, first: first?.requestedBy ?? null });
    if (!first)
      return {
        ...(await fileRequest(tx, ctx, current.version, input)),
        status: "waiting" as const,
        version: null,
      };
    if (first.requestedBy === ctx.actor.id)
      return {
        requestId: first.id,
        status: "waiting" as const,
        confirmedBy: [first.requestedBy],
        version: null,
      };
    await tx.update(limitRequests).set({ status: "applied" }).where(eq(limitRequests.id, first.id));
    const setBy = [first.requestedBy, ctx.actor.id];
    const version = await putInForce(
      tx,
      ctx,
      input.account,
      {
        limits: { ...current.limits, ...input.changes },
        version: current.version + 1,
        reason: `${first.reason} / ${input.reason}`,
        setBy,
        loosened: true,
      },
      emit,
    );
    return { requestId: first.id, status: "applied" as const, confirmedBy: setBy, version };
  },
});

function assertPerson(ctx: Context): void {
  if (ctx.actor.kind === "person") return;
  throw new PermissionError({
    what: "Only people loosen limits.",
    why: "A limit that a program could raise would not be one.",
    fix: "Ask two risk-admins.",
  });
}

/** The same change has the same key, whatever the order of its fields. */
const keyOf = (changes: LimitChanges): string =>
  JSON.stringify(Object.entries(changes).sort(([a], [b]) => a.localeCompare(b)));

async function waitingRequest(tx: Transaction, ctx: Context, baseVersion: number, changesKey: string) {
  const rows = await tx
    .select()
    .from(limitRequests)
    .where(
      and(
        eq(limitRequests.status, "waiting"),
        eq(limitRequests.changesKey, changesKey),
        eq(limitRequests.baseVersion, baseVersion),
      ),
    );
  return rows.find((row) => ctx.clock.now().getTime() - row.requestedAt.getTime() < REQUEST_TTL_MS);
}

async function fileRequest(
  tx: Transaction,
  ctx: Context,
  baseVersion: number,
  input: { changes: LimitChanges; reason: string },
): Promise<{ requestId: string; confirmedBy: string[] }> {
  const requestId = ctx.newId("approval");
  await tx.insert(limitRequests).values({
    id: requestId,
    changes: input.changes,
    changesKey: keyOf(input.changes),
    baseVersion,
    reason: input.reason,
    requestedBy: ctx.actor.id,
    status: "waiting",
    requestedAt: ctx.clock.now(),
  });
  return { requestId, confirmedBy: [ctx.actor.id] };
}
