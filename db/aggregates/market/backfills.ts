import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Instant } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { backfillParts } from "../../schema/backfill-parts.ts";
import { backfills } from "../../schema/backfills.ts";

export interface BackfillPart {
  seq: number;
  wish: unknown;
  /** Where to go on: the `next` of the last page held; null at the beginning. */
  cursor: string | null;
  rows: number;
  isComplete: boolean;
}

export interface Backfill {
  id: string;
  collector: string;
  wish: unknown;
  isComplete: boolean;
  parts: BackfillPart[];
}

/**
 * The backfill of that wish: the one begun earlier, with how far it came, or a new one with these parts.
 *
 * @param wishKey the same for the same wish, so that asking again goes on
 */
export async function openBackfill(
  db: Database,
  plan: {
    id: string;
    collector: string;
    wish: object;
    wishKey: string;
    parts: readonly object[];
    at: Instant;
  },
): Promise<Backfill> {
  const { id, collector, wish, wishKey, parts, at } = plan;
  await db.transaction(async (tx) => {
    const [made] = await tx
      .insert(backfills)
      .values({ id, collector, wish, wishKey, state: "running", createdAt: new Date(at) })
      .onConflictDoNothing()
      .returning();
    if (!made || parts.length === 0) return;
    await tx.insert(backfillParts).values(
      parts.map((part, seq) => ({
        backfillId: id,
        seq,
        wish: part,
        state: "open",
        updatedAt: new Date(at),
      })),
    );
  });
  const [held] = await db.select().from(backfills).where(eq(backfills.wishKey, wishKey));
  if (!held) throw new Error("a backfill was neither stored nor found");
  return { ...toBackfill(held), parts: await partsOf(db, held.id) };
}

const toBackfill = (row: typeof backfills.$inferSelect): Omit<Backfill, "parts"> => ({
  id: row.id,
  collector: row.collector,
  wish: row.wish,
  isComplete: row.state === "complete",
});

async function partsOf(db: Database | Transaction, id: string): Promise<BackfillPart[]> {
  const rows = await db
    .select()
    .from(backfillParts)
    .where(eq(backfillParts.backfillId, id))
    .orderBy(asc(backfillParts.seq));
  return rows.map(({ seq, wish, cursor, rows: held, state }) => ({
    seq,
    wish,
    cursor,
    rows: held,
    isComplete: state === "complete",
  }));
}

/**
 * Says in the transaction that stores a page how far a part has come with it; a part whose page was the last is
 * complete, and the backfill with its last part.
 */
export async function advancePart(
  tx: Transaction,
  place: { backfillId: string; seq: number; cursor: string | null; rows: number; at: Instant },
): Promise<void> {
  const { backfillId, seq, cursor, rows, at } = place;
  await tx
    .update(backfillParts)
    .set({
      cursor,
      rows: sql`${backfillParts.rows} + ${rows}`,
      state: cursor === null ? "complete" : "open",
      error: null,
      updatedAt: new Date(at),
    })
    .where(and(eq(backfillParts.backfillId, backfillId), eq(backfillParts.seq, seq)));
  if (cursor !== null) return;
  await tx
    .update(backfills)
    .set({ state: "complete", endedAt: new Date(at) })
    .where(
      and(
        eq(backfills.id, backfillId),
        sql`not exists (select 1 from backfill_parts where backfill_id = ${backfillId} and state = 'open')`,
      ),
    );
}

/** Backfills, newest first, with their parts. */
export async function listBackfills(db: Database | Transaction, limit: number): Promise<Backfill[]> {
  const rows = await db.select().from(backfills).orderBy(desc(backfills.createdAt)).limit(limit);
  return Promise.all(rows.map(async (row) => ({ ...toBackfill(row), parts: await partsOf(db, row.id) })));
}
