import { and, count, eq, gte, sql } from "drizzle-orm";
import { ConflictError } from "#core/model";
import { type Database, people, runEvents, runs, type Transaction, threads } from "#db";
import type { Actor, Desk } from "#operations";
import type { ChatCeilings } from "./ceilings.ts";
import { haltReason } from "./halt-words.ts";
import { assertMessageSize } from "./ingress.ts";
import { requireOwnThread, titleFrom, UNTITLED } from "./threads.ts";

export interface RunRequest {
  threadId: string;
  person: Actor;
  /** The browser's id of the message; the same id again finds the same run. */
  messageId: string;
  text: string;
  /** Trace of the request that brought it; a new one when left out. */
  traceId?: string;
}

export interface AdmittedRun {
  id: string;
  traceId: string;
  /** False when this message already has its run. */
  isNew: boolean;
}

/**
 * Writes a new run down, if the ceilings allow one. A halt is never turned away.
 *
 * @throws InvalidInputError, NotFoundError, ConflictError RUN_ACTIVE, RUNS_AT_ONCE, TOKENS_USED_UP
 */
export async function admitRun(
  desk: Desk,
  model: string,
  request: RunRequest,
  ceilings: ChatCeilings,
): Promise<AdmittedRun> {
  assertMessageSize(request.text, ceilings);
  return desk.db.transaction(async (tx) => {
    await requireOwnThread(tx, request.threadId, request.person);
    // One person's runs are admitted one after the other, so that two tabs cannot both be the last allowed.
    await tx
      .select({ id: people.id })
      .from(people)
      .where(eq(people.id, request.person.id))
      .for("no key update");
    const [earlier] = await tx
      .select({ id: runs.id, traceId: runs.traceId })
      .from(runs)
      .where(and(eq(runs.threadId, request.threadId), eq(runs.messageId, request.messageId)));
    if (earlier) return { ...earlier, isNew: false };
    if (haltReason(request.text) === null) await assertRoom(tx, desk, request, ceilings);
    return { ...(await writeRun(tx, desk, model, request)), isNew: true };
  });
}

async function assertRoom(
  tx: Transaction,
  desk: Desk,
  { threadId, person }: RunRequest,
  ceilings: ChatCeilings,
): Promise<void> {
  const running = await tx
    .select({ threadId: runs.threadId })
    .from(runs)
    .innerJoin(threads, eq(threads.id, runs.threadId))
    .where(and(eq(threads.ownerId, person.id), eq(runs.status, "running")));
  if (running.some((run) => run.threadId === threadId))
    throw new ConflictError("RUN_ACTIVE", {
      what: "This conversation is still answering.",
      why: "A conversation answers one message at a time.",
      fix: "Wait for the answer, or stop it first.",
    });
  if (running.length >= ceilings.runsAtOnce)
    throw new ConflictError("RUNS_AT_ONCE", {
      what: `You have ${running.length} answers running.`,
      why: `One person may have ${ceilings.runsAtOnce} at once.`,
      fix: "Wait for one of them, or stop it.",
    });
  const used = await tokensToday(tx, desk, person.id);
  if (used >= ceilings.tokensPerDay)
    throw new ConflictError("TOKENS_USED_UP", {
      what: `You have used ${used} tokens today.`,
      why: `One person may use ${ceilings.tokensPerDay} a day.`,
      fix: "Go on tomorrow (UTC). Tickets, approvals and halting work without the chat.",
    });
}

/** Tokens a person's runs counted since midnight UTC; each run's last piece carries its sum. */
async function tokensToday(tx: Pick<Database, "select">, desk: Desk, ownerId: string): Promise<number> {
  const midnight = new Date(desk.clock.now());
  midnight.setUTCHours(0, 0, 0, 0);
  const [row] = await tx
    .select({
      tokens: sql<string>`coalesce(sum((${runEvents.chunk} -> 'messageMetadata' ->> 'tokens')::bigint), 0)`,
    })
    .from(runEvents)
    .innerJoin(runs, eq(runs.id, runEvents.runId))
    .innerJoin(threads, eq(threads.id, runs.threadId))
    .where(
      and(
        eq(threads.ownerId, ownerId),
        gte(runs.startedAt, midnight),
        sql`${runEvents.chunk} ->> 'type' = 'message-metadata'`,
      ),
    );
  return Number(row?.tokens ?? 0);
}

async function writeRun(
  tx: Transaction,
  desk: Desk,
  model: string,
  { threadId, messageId, text, traceId }: RunRequest,
): Promise<{ id: string; traceId: string }> {
  const now = desk.clock.now();
  const run = { id: desk.newId("run"), traceId: traceId ?? desk.newId("trace") };
  const [{ earlier } = { earlier: 0 }] = await tx
    .select({ earlier: count() })
    .from(runs)
    .where(eq(runs.threadId, threadId));
  await tx
    .insert(runs)
    .values({ ...run, threadId, messageId, text, status: "running", model, startedAt: now });
  await tx
    .update(threads)
    .set({ updatedAt: now, ...(earlier === 0 ? { title: titleFrom(text) || UNTITLED } : {}) })
    .where(eq(threads.id, threadId));
  return run;
}
