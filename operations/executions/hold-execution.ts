import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, Execution, NotFoundError } from "#core/model";
import {
  approvalRequests,
  executionSlices,
  executions,
  loadAccount,
  loadWorked,
  proposals,
  type Transaction,
  toExecution,
  type WorkedExecution,
} from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { defineOperation } from "../operation.ts";

/** Proposals in these states may still become orders. */
const WAITING = ["proposed", "awaiting-approval", "cleared", "approved"];

const input = z.strictObject({
  executionId: z.string().min(1).max(64),
  reason: z.string().trim().max(300).default(""),
});

export const cancelExecution = defineOperation({
  name: "cancelExecution",
  summary:
    "Ends an order worked in slices: no further slice is sent, and the one at the broker is canceled there, and may still fill first. What traded stays.",
  scope: "orders:cancel",
  effect: "write",
  input,
  output: Execution,
  events: ["execution.ended"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const worked = await lockWorked(tx, input.executionId);
    assertStatus(worked, ["proposed", "working", "paused"], "canceled");
    const reason = input.reason || `Canceled by ${ctx.actor.name}`;
    note(worked.row.id, { reason });
    await endExecution(tx, ctx, worked, { status: "canceled", reason }, emit);
    return shown(tx, worked.row.id);
  },
});

export const pauseExecution = defineOperation({
  name: "pauseExecution",
  summary:
    "Holds an order worked in slices: no further slice is sent until it is resumed, and the one at the broker is canceled there. Its end stays where it is.",
  scope: "orders:cancel",
  effect: "write",
  input,
  output: Execution,
  events: ["execution.paused"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const worked = await lockWorked(tx, input.executionId);
    assertStatus(worked, ["working"], "paused");
    const reason = input.reason || `Paused by ${ctx.actor.name}`;
    note(worked.row.id, { reason });
    await tx.update(executions).set({ status: "paused", reason }).where(eq(executions.id, worked.row.id));
    await voidWaiting(tx, worked, "Its execution is paused.");
    emit({ type: "execution.paused", entityId: worked.row.id, causedBy: [worked.whole.id] });
    return shown(tx, worked.row.id);
  },
});

export const resumeExecution = defineOperation({
  name: "resumeExecution",
  summary:
    "Lets a paused order worked in slices go on. What was missed is caught up by the next slices, each within its bound, until its end.",
  scope: "orders:cancel",
  effect: "write",
  input: input.omit({ reason: true }),
  output: Execution,
  events: ["execution.resumed"],
  run: async ({ tx, input, emit, note }) => {
    const worked = await lockWorked(tx, input.executionId);
    assertStatus(worked, ["paused"], "resumed");
    note(worked.row.id);
    await tx
      .update(executions)
      .set({ status: "working", reason: null })
      .where(eq(executions.id, worked.row.id));
    emit({ type: "execution.resumed", entityId: worked.row.id, causedBy: [worked.whole.id] });
    return shown(tx, worked.row.id);
  },
});

/** Locks the account, then the execution: always in this order. @throws NotFoundError */
export async function lockWorked(tx: Transaction, id: string): Promise<WorkedExecution> {
  const found = await loadWorked(tx, id);
  if (found) await loadAccount(tx, found.whole.terms.account, { lock: true });
  const worked = found ? await loadWorked(tx, id, { lock: true }) : null;
  if (!worked) throw new NotFoundError("execution", id, "listExecutions shows the ids.");
  return worked;
}

/** Ends an execution: what is planned is dropped, and what waits to become an order does not. */
export async function endExecution(
  tx: Transaction,
  ctx: Context,
  worked: WorkedExecution,
  end: { status: "done" | "canceled" | "failed"; reason: string | null },
  emit: (event: DomainEvent) => void,
): Promise<void> {
  const { row, whole } = worked;
  await tx
    .update(executions)
    .set({ ...end, endedAt: ctx.clock.now() })
    .where(eq(executions.id, row.id));
  await tx
    .update(executionSlices)
    .set({ status: "dropped" })
    .where(and(eq(executionSlices.executionId, row.id), eq(executionSlices.status, "planned")));
  const reason = end.reason ?? "Its execution has ended.";
  await voidWaiting(tx, worked, reason);
  if (row.status === "proposed") await voidProposals(tx, [whole.id], reason);
  emit({ type: "execution.ended", entityId: row.id, payload: { status: end.status }, causedBy: [whole.id] });
}

/** Slices that are wishes still never become orders. */
async function voidWaiting(tx: Transaction, { row }: WorkedExecution, reason: string): Promise<void> {
  const sent = await tx
    .select({ id: executionSlices.proposalId })
    .from(executionSlices)
    .where(and(eq(executionSlices.executionId, row.id), isNotNull(executionSlices.proposalId)));
  await voidProposals(
    tx,
    sent.flatMap(({ id }) => id ?? []),
    reason,
  );
}

export async function voidProposals(tx: Transaction, ids: string[], reason: string): Promise<void> {
  if (ids.length === 0) return;
  const ended = await tx
    .update(proposals)
    .set({ status: "void" })
    .where(and(inArray(proposals.id, ids), inArray(proposals.status, WAITING)))
    .returning({ id: proposals.id });
  if (ended.length === 0) return;
  await tx
    .update(approvalRequests)
    .set({ status: "void", reason })
    .where(
      and(
        inArray(
          approvalRequests.proposalId,
          ended.map(({ id }) => id),
        ),
        inArray(approvalRequests.status, ["pending", "approved"]),
      ),
    );
}

function assertStatus({ row }: WorkedExecution, allowed: readonly string[], act: string): void {
  if (allowed.includes(row.status)) return;
  throw new ConflictError("EXECUTION_STATUS", {
    what: `The execution is ${row.status}.`,
    why: `Only one that is ${allowed.join(" or ")} can be ${act}.`,
    fix: "getExecution shows where it stands.",
  });
}

async function shown(tx: Transaction, id: string): Promise<Execution> {
  const worked = await loadWorked(tx, id);
  if (!worked) throw new Error("an execution that was just changed cannot be read");
  return toExecution(tx, worked);
}
