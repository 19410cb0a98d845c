import { audit, type Transaction } from "#db";
import type { Context } from "./context.ts";

export interface AuditEntry {
  action: string;
  outcome: "done" | "denied" | "failed";
  entityId: string;
  detail: Record<string, unknown>;
}

/** Appends to the hash chain, in the transaction of the change it tells of. The database makes the hashes. */
export async function recordAudit(tx: Transaction, ctx: Context, entry: AuditEntry): Promise<void> {
  await tx.insert(audit).values({
    seq: 0,
    previousHash: "",
    hash: "",
    at: ctx.clock.now(),
    actor: ctx.actor.kind === "agent" ? `${ctx.actor.id} for ${ctx.actor.onBehalfOf}` : ctx.actor.id,
    via: ctx.actor.via,
    traceId: ctx.traceId,
    ...entry,
  });
}
