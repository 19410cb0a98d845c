import { and, asc, count, eq, sql, sum } from "drizzle-orm";
import type { Page, Wish } from "#core/market-data";
import type { Source } from "#core/model";
import {
  advancePart,
  backfillParts,
  backfills,
  copyBars,
  type OpenDatabase,
  openBackfill,
  type StorableBatch,
  storeFacts,
  type Transaction,
} from "#db";
import type { BackfillBook } from "./run-backfill.ts";
import { type BackfillWish, partsOf } from "./wish.ts";

export interface BookOptions {
  database: OpenDatabase;
  newId: () => string;
  now: () => Date;
  /** Facts as the store takes them: articles need ids of ours. */
  toStored(tx: Transaction, facts: Page["facts"]): Promise<StorableBatch>;
}

/** An opened backfill, new or begun before. */
export interface OpenedBook extends BackfillBook {
  id: string;
  /** True when it was begun by an earlier start. */
  isResumed: boolean;
  isComplete: boolean;
}

/**
 * Opens the backfill of a wish: the one that was begun with the same words, or a new one.
 *
 * @param again forgets that it was finished, and fetches all of it anew
 */
export async function openBook(
  options: BookOptions,
  wish: BackfillWish,
  source: Source,
  again: boolean,
): Promise<OpenedBook> {
  const { database, newId, now } = options;
  const { db } = database;
  const at = now().toISOString();
  const wishKey = keyOf(wish, source);
  const parts = partsOf(wish, at);
  const held = await openBackfill(db, { id: newId(), collector: wish.collector, wish, wishKey, parts, at });
  const { id } = held;
  if (again && held.isComplete) await reopen(options, id);
  return {
    id,
    isResumed: held.parts.some(({ cursor, isComplete }) => cursor !== null || isComplete),
    isComplete: held.isComplete && !again,
    async nextPart() {
      const [part] = await db
        .select()
        .from(backfillParts)
        .where(and(eq(backfillParts.backfillId, id), eq(backfillParts.state, "open")))
        .orderBy(asc(backfillParts.seq))
        .limit(1);
      return part ? { seq: part.seq, wish: part.wish as Wish, cursor: part.cursor } : null;
    },
    keep: (part, page) =>
      db.transaction(async (tx) => {
        const rows = await store(options, tx, page);
        const place = { backfillId: id, seq: part.seq, cursor: page.next, rows, at: now().toISOString() };
        await advancePart(tx, place);
      }),
    finish: (part) =>
      db.transaction((tx) =>
        advancePart(tx, { backfillId: id, seq: part.seq, cursor: null, rows: 0, at: now().toISOString() }),
      ),
    async state() {
      const [told] = await db
        .select({
          total: count(),
          done: count(sql`case when ${backfillParts.state} = 'complete' then 1 end`),
          rows: sum(backfillParts.rows),
        })
        .from(backfillParts)
        .where(eq(backfillParts.backfillId, id));
      return { partsDone: told?.done ?? 0, partsTotal: told?.total ?? 0, rows: Number(told?.rows ?? 0) };
    },
  };
}

/** @returns how many rows the page held */
async function store({ database, toStored }: BookOptions, tx: Transaction, { facts }: Page): Promise<number> {
  const { bars = [], ...others } = facts;
  const isFast = database.kind === "server" && bars.length > 0;
  if (isFast) await copyBars(tx, bars, facts.receivedAt);
  await storeFacts(tx, await toStored(tx, isFast ? others : facts));
  const { findings: _found, receivedAt: _at, ...told } = facts;
  return Object.values(told).reduce((all, rows) => all + (Array.isArray(rows) ? rows.length : 0), 0);
}

async function reopen({ database, now }: BookOptions, id: string): Promise<void> {
  await database.db.transaction(async (tx) => {
    await tx.update(backfills).set({ state: "running", endedAt: null }).where(eq(backfills.id, id));
    await tx
      .update(backfillParts)
      .set({ state: "open", cursor: null, rows: 0, updatedAt: now() })
      .where(eq(backfillParts.backfillId, id));
  });
}

/** The same words give the same key; what a stand-in tells is another backfill than what its vendor tells. */
const keyOf = ({ collector, topic, subjects, interval, from, to }: BackfillWish, source: Source): string =>
  [
    collector,
    source === "simulated" ? "stand-in" : "vendor",
    topic,
    interval ?? "",
    from,
    to ?? "now",
    subjects.join(","),
  ].join("|");
