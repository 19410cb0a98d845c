import { and, asc, eq, gte } from "drizzle-orm";
import type { Clock } from "#core/model";
import { type Database, runEvents, runs } from "#db";
import type { UiChunk } from "./ui-chunk.ts";

export type RunStatus = "running" | "done" | "stopped" | "failed";

/** One piece of an answer, with its place in the run; the first is 0. */
export interface RunEvent {
  seq: number;
  chunk: UiChunk;
}

/** How a run ended, by its last chunk. */
const END_STATUS: Partial<Record<UiChunk["type"], RunStatus>> = {
  finish: "done",
  abort: "stopped",
  error: "failed",
};

/**
 * Writes the pieces of one answer. Each is a row before anybody sees it; pieces that come while rows are being
 * written go together in the next write, and neighbouring words are joined.
 */
export class RunLog {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #runId: string;
  readonly #events: RunEvent[] = [];
  #pending: UiChunk[] = [];
  #writing: Promise<void> | null = null;
  #waiting: (() => void)[] = [];
  #ended = false;
  #broken: unknown = null;

  constructor(db: Database, clock: Clock, runId: string) {
    this.#db = db;
    this.#clock = clock;
    this.#runId = runId;
  }

  /** True once the last piece is a row, or can never be one. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Why nothing more can be stored; null while all is well. */
  get broken(): unknown {
    return this.#broken;
  }

  add(chunk: UiChunk): void {
    if (this.#broken) return;
    const last = this.#pending.at(-1);
    if (chunk.type === "text-delta" && last?.type === "text-delta" && last.id === chunk.id)
      this.#pending[this.#pending.length - 1] = { ...last, delta: last.delta + chunk.delta };
    else this.#pending.push(chunk);
    this.#writing ??= this.#write();
  }

  /** Waits until everything added so far is a row. @throws what the database raised */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#broken) throw this.#broken;
  }

  /** Pieces from `seq` on that are rows already. */
  since(seq: number): RunEvent[] {
    return this.#events.slice(seq);
  }

  /** Resolves when there may be more than `seq` pieces, or the run has ended. */
  async changed(seq: number): Promise<void> {
    if (this.#ended || this.#events.length > seq) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async #write(): Promise<void> {
    // Let the pieces of this tick come together first.
    await new Promise<void>((resolve) => setImmediate(resolve));
    try {
      while (this.#pending.length > 0) {
        const chunks = this.#pending;
        this.#pending = [];
        await this.#append(chunks);
      }
    } catch (error) {
      this.#broken = error;
      this.#ended = true;
      this.#wake();
    } finally {
      this.#writing = null;
    }
  }

  async #append(chunks: readonly UiChunk[]): Promise<void> {
    const at = this.#clock.now();
    const first = this.#events.length;
    const events = chunks.map((chunk, index) => ({ seq: first + index, chunk }));
    const rows = events.map((event) => ({ runId: this.#runId, ...event, at }));
    const status = END_STATUS[chunks.at(-1)?.type ?? "start"];
    if (status)
      await this.#db.transaction(async (tx) => {
        await tx.insert(runEvents).values(rows);
        await tx.update(runs).set({ status, endedAt: at }).where(eq(runs.id, this.#runId));
      });
    else await this.#db.insert(runEvents).values(rows);
    this.#events.push(...events);
    this.#ended = status !== undefined;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Reads the rows of a run from `seq` on. */
export async function readRun(db: Database, runId: string, seq: number, limit = 500): Promise<RunEvent[]> {
  const rows = await db
    .select({ seq: runEvents.seq, chunk: runEvents.chunk })
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), gte(runEvents.seq, seq)))
    .orderBy(asc(runEvents.seq))
    .limit(limit);
  return rows.map((row) => ({ seq: row.seq, chunk: row.chunk as UiChunk }));
}

/** Whether nothing can come after this piece. */
export const isLast = (chunk: UiChunk): boolean => END_STATUS[chunk.type] !== undefined;
