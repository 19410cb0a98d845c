import { asc, gt } from "drizzle-orm";
import { events } from "#db";
import type { Desk } from "#operations";
import type { LiveEvent, LiveEvents } from "#server";

/** A commit may become visible after one with a higher number; so far back is looked again. */
const OVERLAP = 200;
const BATCH = 500;

/** The desk's events as one gapless stream, read from their table. */
export class EventTail implements LiveEvents {
  readonly #desk: Desk;
  readonly #listeners = new Set<(event: LiveEvent) => void>();
  readonly #seen = new Set<number>();
  #highest = 0;
  #count = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  latestSeq(): number {
    return this.#count;
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells what is new since the last round. The first round only finds its place. @returns how many were told */
  async round(): Promise<number> {
    const isFirst = this.#highest === 0;
    const rows = await this.#desk.db
      .select({ seq: events.seq, type: events.type, entityId: events.entityId, at: events.occurredAt })
      .from(events)
      .where(gt(events.seq, Math.max(0, this.#highest - OVERLAP)))
      .orderBy(asc(events.seq))
      .limit(isFirst ? 1_000_000 : BATCH + OVERLAP);
    let told = 0;
    for (const row of rows) {
      if (this.#seen.has(row.seq)) continue;
      this.#seen.add(row.seq);
      this.#highest = Math.max(this.#highest, row.seq);
      if (isFirst) continue;
      told++;
      const event = { seq: ++this.#count, event: row.type, entityId: row.entityId, at: row.at.toISOString() };
      for (const listener of this.#listeners) listener(event);
    }
    for (const seq of this.#seen) if (seq < this.#highest - 2 * OVERLAP) this.#seen.delete(seq);
    return told;
  }
}
