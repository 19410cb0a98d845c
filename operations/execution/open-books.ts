import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, NotFoundError } from "#core/model";
import { accounts, type Database, deskStartSteps, loadAccount, loadLimits, type Transaction } from "#db";
import { defineOperation } from "../operation.ts";

/** How a process that sends orders comes up. Nothing is opened before the last step. */
export const START_STEPS = ["lock", "migrate", "verify-chain", "limits", "reconcile", "active"] as const;
export type StartStep = (typeof START_STEPS)[number];

export const openBooks = defineOperation({
  name: "openBooks",
  summary:
    "Begins a start of the executor: proves the audit chain and the limits, and lets nothing be opened until our books have been compared with the broker's.",
  scope: "system:broker",
  effect: "write",
  internal: true,
  input: z.strictObject({
    account: z.string().min(1),
    startId: z.string().min(1),
    lock: z.string().describe("What keeps a second executor away"),
  }),
  output: z.object({ startId: z.string() }),
  events: [],
  // The whole chain is read before the account is locked.
  prepare: ({ ctx }) => provenChain(ctx.db),
  run: async ({ ctx, tx, input, prepared: chain, note }) => {
    const held = await loadAccount(tx, input.account, { lock: true });
    if (!held) throw new NotFoundError("account", input.account, "Open the desk first.");
    const at = ctx.clock.now();
    const steps: [StartStep, string][] = [
      ["lock", input.lock],
      ["migrate", await newestMigration(tx)],
      ["verify-chain", chain],
      ["limits", await provenLimits(tx, held.limitsVersion)],
    ];
    await tx.insert(deskStartSteps).values(
      steps.map(([step, detail], index) => ({
        startId: input.startId,
        position: index + 1,
        step,
        detail,
        at,
      })),
    );
    await tx
      .update(accounts)
      .set({ booksClean: false, booksReason: "Not compared with the broker's since the start" })
      .where(eq(accounts.account, input.account));
    note(input.account, { startId: input.startId });
    return { startId: input.startId };
  },
});

async function newestMigration(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ at: string }>(
    sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
  );
  return row?.at ?? "";
}

async function provenChain(db: Database): Promise<string> {
  const breaks = await db.execute<{ seq: string; reason: string }>(
    sql`select seq::text, reason from qd_audit_break()`,
  );
  const [first] = breaks;
  if (first)
    throw new ConflictError("AUDIT_BROKEN", {
      what: `The audit is broken at entry ${first.seq}: ${first.reason}.`,
      why: "A desk whose record was changed does not trade.",
      fix: "Keep this database as evidence, and look at it with npm run verify-audit.",
    });
  const [row] = await db.execute<{ seq: string }>(sql`select coalesce(max(seq), 0)::text as seq from audit`);
  return `whole to entry ${row?.seq ?? 0}`;
}

async function provenLimits(tx: Transaction, version: number): Promise<string> {
  if (!(await loadLimits(tx, version)))
    throw new ConflictError("LIMITS_MISSING", {
      what: `Version ${version} of the limits is in force and is not there.`,
      why: "An account without limits does not trade.",
      fix: "Restore the database from its backup.",
    });
  return `version ${version}`;
}
