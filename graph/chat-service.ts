import { and, desc, eq, lt } from "drizzle-orm";
import type { ChatModels } from "#agents";
import { OperatorError } from "#core/model";
import { runEvents, runs, threads } from "#db";
import type { Actor, Desk } from "#operations";
import { type AdmittedRun, admitRun, type RunRequest } from "./admit-run.ts";
import { CHAT_CEILINGS, type ChatCeilings } from "./ceilings.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { haltReason } from "./halt-words.ts";
import { answer, chatThreadOf, StoppedByPerson } from "./live-run.ts";
import { isLast, type RunEvent, RunLog, readRun } from "./run-log.ts";
import { createThread, listThreads, requireOwnThread, runsOf, type ThreadSummary } from "./threads.ts";
import type { ChatMessage, UiChunk } from "./ui-chunk.ts";
import { replayMessage } from "./ui-messages.ts";

interface LiveRun {
  threadId: string;
  log: RunLog;
  stop: AbortController;
  done: Promise<void>;
}

/** How often a run of another process is looked at, ms. */
const POLL_MS = 300;
/** A process that outlives its own ceiling by this is taken for dead, ms. */
const DEATH_GRACE_MS = 30_000;
/** How long a halt waits for the answer it interrupts, ms. */
const HALT_PATIENCE_MS = 500;
/** Turns of one conversation that a page shows. */
const SHOWN_RUNS = 100;

const NOT_STORED: UiChunk = {
  type: "error",
  errorText:
    "The answer could not be stored, so it was ended. The database did not take it. Look at /health and ask again.",
};

/** Conversations: what the server calls. Every answer runs on its own; a browser only watches it. */
export class ChatService {
  readonly #desk: Desk;
  readonly #models: ChatModels;
  readonly #checkpoints: Checkpoints;
  readonly #ceilings: ChatCeilings;
  readonly #live = new Map<string, LiveRun>();

  constructor(desk: Desk, models: ChatModels, checkpoints: Checkpoints, ceilings = CHAT_CEILINGS) {
    this.#desk = desk;
    this.#models = models;
    this.#checkpoints = checkpoints;
    this.#ceilings = ceilings;
  }

  /** Which model speaks. */
  get model(): { name: string; kind: ChatModels["kind"] } {
    return { name: this.#models.name, kind: this.#models.kind };
  }

  createThread(person: Actor): Promise<ThreadSummary> {
    return createThread(this.#desk, person);
  }

  threads(person: Actor): Promise<ThreadSummary[]> {
    return listThreads(this.#desk.db, person);
  }

  /** Stops what runs in it, then deletes the conversation with everything in it. @throws NotFoundError */
  async deleteThread(threadId: string, person: Actor): Promise<void> {
    await requireOwnThread(this.#desk.db, threadId, person);
    for (const run of this.#runningIn(threadId)) {
      run.stop.abort(new StoppedByPerson());
      await run.done;
    }
    await this.#desk.db.delete(threads).where(eq(threads.id, threadId));
    await this.#checkpoints.saver.deleteThread(chatThreadOf(threadId));
  }

  /**
   * Starts answering a message; the answer goes on whoever watches. The same message id finds the same run.
   *
   * @throws InvalidInputError, NotFoundError, ConflictError (see admitRun)
   */
  async startRun(request: RunRequest): Promise<{ runId: string }> {
    const run = await this.#admit(request);
    if (run.isNew) await this.#start(run, request);
    return { runId: run.id };
  }

  /** When the database cannot take a halt, the flag file does: it stops the executor on its own. */
  async #admit(request: RunRequest): Promise<AdmittedRun> {
    try {
      return await admitRun(this.#desk, this.#models.name, request, this.#ceilings);
    } catch (error) {
      const reason = haltReason(request.text);
      if (reason === null || error instanceof OperatorError || !request.person.scopes.has("risk:halt"))
        throw error;
      this.#desk.setHaltFlag(true, reason);
      throw new OperatorError(
        "HALTED_BY_FLAG",
        "unavailable",
        {
          what: "Trading is halted by the flag file; the database did not answer.",
          why: "Nothing new is sent. Orders already at the broker are canceled once the database is back.",
          fix: "Say halt again when /health is well, so that it is recorded.",
        },
        { cause: error },
      );
    }
  }

  async #start(run: AdmittedRun, { threadId, person, messageId, text }: RunRequest): Promise<void> {
    // A halt interrupts the answer of its conversation, and does not wait long for it to notice.
    if (haltReason(text) !== null)
      for (const other of this.#runningIn(threadId)) {
        other.stop.abort(new StoppedByPerson());
        await Promise.race([other.done, new Promise((resolve) => setTimeout(resolve, HALT_PATIENCE_MS))]);
      }
    const { clock, db } = this.#desk;
    const log = new RunLog(db, clock, run.id);
    const stop = new AbortController();
    const turn = {
      desk: this.#desk,
      person,
      models: this.#models,
      traceId: run.traceId,
      ceilings: this.#ceilings,
    };
    const task = { runId: run.id, threadId, messageId, text, turn };
    const done = answer(task, this.#checkpoints, log, stop.signal).finally(() => this.#live.delete(run.id));
    this.#live.set(run.id, { threadId, log, stop, done });
  }

  /** The run of a conversation that is being answered now. @throws NotFoundError */
  async activeRun(threadId: string, person: Actor): Promise<string | null> {
    await requireOwnThread(this.#desk.db, threadId, person);
    const [row] = await this.#desk.db
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.threadId, threadId), eq(runs.status, "running")))
      .orderBy(desc(runs.startedAt))
      .limit(1);
    return row?.id ?? null;
  }

  /**
   * The pieces of a run from `fromSeq` on, those to come included; ends with the run. The caller has checked
   * whose run it is.
   */
  async *follow(runId: string, fromSeq = 0): AsyncGenerator<RunEvent> {
    let seq = fromSeq;
    for (;;) {
      const live = this.#live.get(runId);
      // Asked before the rows are read: the last row and the end are one commit.
      const isOver = !live && (await this.#isOver(runId));
      const events = live ? live.log.since(seq) : await readRun(this.#desk.db, runId, seq);
      for (const event of events) {
        yield event;
        seq = event.seq + 1;
        if (isLast(event.chunk)) return;
      }
      if (events.length > 0) continue;
      if (isOver) return;
      if (live?.log.broken) return void (yield { seq, chunk: NOT_STORED });
      if (live && !live.log.ended) await live.log.changed(seq);
      else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Ends the answer a conversation is giving; what was said stays. @returns whether one was running */
  async stop(threadId: string, person: Actor): Promise<boolean> {
    await requireOwnThread(this.#desk.db, threadId, person);
    const running = this.#runningIn(threadId);
    for (const run of running) run.stop.abort(new StoppedByPerson());
    await Promise.all(running.map((run) => run.done));
    return running.length > 0;
  }

  /** A conversation as a browser keeps it, rebuilt from its rows. @throws NotFoundError */
  async messages(threadId: string, person: Actor): Promise<ChatMessage[]> {
    await requireOwnThread(this.#desk.db, threadId, person);
    const shown = (await runsOf(this.#desk.db, threadId)).slice(-SHOWN_RUNS);
    const messages: ChatMessage[] = [];
    for (const run of shown) {
      messages.push({ id: run.messageId, role: "user", parts: [{ type: "text", text: run.text }] });
      // A running answer is not repeated here: the browser resumes its stream from the start.
      if (run.status === "running") continue;
      const events = await readRun(this.#desk.db, run.id, 0, 20_000);
      messages.push(
        await replayMessage(
          run.id,
          events.map((event) => event.chunk),
        ),
      );
    }
    return messages;
  }

  /**
   * Closes runs whose process has died, so that their conversations can go on.
   *
   * @param soleProcess true when no other process can be answering: every run that is not ours is dead
   * @returns how many were closed
   */
  async closeOrphans(soleProcess: boolean): Promise<number> {
    const now = this.#desk.clock.now();
    const latest = new Date(now.getTime() - (soleProcess ? 0 : this.#ceilings.runMs + DEATH_GRACE_MS));
    const rows = await this.#desk.db
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.status, "running"), soleProcess ? undefined : lt(runs.startedAt, latest)));
    const orphans = rows.filter((row) => !this.#live.has(row.id));
    for (const { id } of orphans) await this.#closeOrphan(id, now);
    return orphans.length;
  }

  async #closeOrphan(runId: string, at: Date): Promise<void> {
    await this.#desk.db.transaction(async (tx) => {
      const closed = await tx
        .update(runs)
        .set({ status: "failed", endedAt: at })
        .where(and(eq(runs.id, runId), eq(runs.status, "running")))
        .returning({ id: runs.id });
      if (closed.length === 0) return;
      const [last] = await tx
        .select({ seq: runEvents.seq })
        .from(runEvents)
        .where(eq(runEvents.runId, runId))
        .orderBy(desc(runEvents.seq))
        .limit(1);
      const errorText =
        "This answer broke off when the desk restarted. Orders already proposed go their way. Ask again to go on.";
      await tx
        .insert(runEvents)
        .values({ runId, seq: (last?.seq ?? -1) + 1, chunk: { type: "error", errorText }, at });
    });
  }

  /** Stops every answer and waits for it. */
  async close(): Promise<void> {
    const running = [...this.#live.values()];
    for (const run of running) run.stop.abort(new StoppedByPerson());
    await Promise.all(running.map((run) => run.done));
  }

  #runningIn(threadId: string): LiveRun[] {
    return [...this.#live.values()].filter((run) => run.threadId === threadId && !run.log.ended);
  }

  async #isOver(runId: string): Promise<boolean> {
    const [row] = await this.#desk.db.select({ status: runs.status }).from(runs).where(eq(runs.id, runId));
    return row?.status !== "running";
  }
}
