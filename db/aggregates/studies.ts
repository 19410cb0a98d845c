import { and, asc, desc, eq, gte, lt, notInArray, sql } from "drizzle-orm";
import { NotFoundError, type ParameterValues, Study, Trial } from "#core/model";
import type { Database, Transaction } from "../open.ts";
import { studies, studyShares, studyTrials } from "../schema/index.ts";

export type StudyRow = typeof studies.$inferSelect;

/** A stretch of trials as one process holds it. */
export interface HeldShare {
  studyId: string;
  first: number;
  points: ParameterValues[];
  /** Which taking of the share this is: what an earlier one still writes is refused. */
  attempts: number;
}

/** Whose word on a study counts. */
export interface Lead {
  studyId: string;
  fence: number;
}

const inFuture = (ms: number) => sql`clock_timestamp() + ${ms} * interval '1 millisecond'`;
const isFree = (leaseUntil: typeof studies.leaseUntil | typeof studyShares.leaseUntil) =>
  sql`(${leaseUntil} is null or ${leaseUntil} < clock_timestamp())`;
const isLed = ({ studyId, fence }: Lead) =>
  and(eq(studies.id, studyId), eq(studies.fence, fence), eq(studies.state, "running"));

/** @throws NotFoundError */
export async function loadStudy(
  tx: Database | Transaction,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StudyRow> {
  const query = tx.select().from(studies).where(eq(studies.id, id));
  const [row] = options.lock ? await query.for("update") : await query;
  if (!row) throw new NotFoundError("study", id, "listStudies shows the ids.");
  return row;
}

/** A study as people see it. */
export function toStudy(row: StudyRow): Study {
  const best = row.best as Trial | null;
  const perSecond = row.workedMs > 0 && row.done > 0 ? (row.done * 1000) / row.workedMs : null;
  return Study.parse({
    ...row,
    methodReason: row.methodReason,
    progress: {
      done: row.done,
      total: row.state === "finished" ? row.done : row.budget,
      perSecond,
      secondsLeft: row.state === "running" && perSecond ? (row.budget - row.done) / perSecond : null,
      bestValue: best?.values?.[0] ?? null,
    },
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  });
}

/** Told trials in the order they were asked, from one number on. */
export async function loadTrials(
  tx: Database | Transaction,
  studyId: string,
  from = 0,
  limit = 1_000_000,
): Promise<Trial[]> {
  const rows = await tx
    .select()
    .from(studyTrials)
    .where(and(eq(studyTrials.studyId, studyId), gte(studyTrials.number, from)))
    .orderBy(asc(studyTrials.number))
    .limit(limit);
  return rows.map((row) => Trial.parse(row));
}

/** @param before an id of an earlier answer, to go on after it */
export async function listStudyRows(
  tx: Database | Transaction,
  filter: { state?: string; before?: string; limit: number },
): Promise<StudyRow[]> {
  return tx
    .select()
    .from(studies)
    .where(
      and(
        filter.state ? eq(studies.state, filter.state) : undefined,
        filter.before ? lt(studies.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(studies.id))
    .limit(filter.limit);
}

/** Who takes something, for how long, and what it leaves to others. */
export interface Taking {
  holder: string;
  leaseMs: number;
  /** Studies that this process cannot work on. */
  except: readonly string[];
}

/** Takes the lead of a running study that nobody leads, or whose leader has not been heard of for its whole lease. */
export async function takeStudy(db: Database, taking: Taking): Promise<StudyRow | null> {
  const { holder: leader, leaseMs, except } = taking;
  return db.transaction(async (tx) => {
    const [free] = await tx
      .select({ id: studies.id })
      .from(studies)
      .where(
        and(
          eq(studies.state, "running"),
          isFree(studies.leaseUntil),
          except.length > 0 ? notInArray(studies.id, [...except]) : undefined,
        ),
      )
      .orderBy(asc(studies.id))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!free) return null;
    const [row] = await tx
      .update(studies)
      .set({ leader, fence: sql`${studies.fence} + 1`, leaseUntil: inFuture(leaseMs) })
      .where(eq(studies.id, free.id))
      .returning();
    return row ?? null;
  });
}

/** @returns false when the study is another's by now, or no longer runs */
export async function renewLead(db: Database, lead: Lead, leaseMs: number): Promise<boolean> {
  const rows = await db
    .update(studies)
    .set({ leaseUntil: inFuture(leaseMs) })
    .where(isLed(lead))
    .returning({ id: studies.id });
  return rows.length === 1;
}

/** Gives the lead back, so that another process need not wait for the lease. */
export async function leaveStudy(db: Database, lead: Lead): Promise<void> {
  await db.update(studies).set({ leader: null, leaseUntil: null }).where(isLed(lead));
}

/**
 * Writes down which points are asked next.
 *
 * @param from number of the first of them: a word repeated, or one too late, changes nothing
 * @returns false when the lead is another's by now
 */
export async function askShares(
  db: Database,
  lead: Lead,
  from: number,
  shares: readonly (readonly ParameterValues[])[],
): Promise<boolean> {
  const count = shares.reduce((sum, { length }) => sum + length, 0);
  return db.transaction(async (tx) => {
    const led = await tx
      .update(studies)
      .set({ asked: from + count })
      .where(and(isLed(lead), eq(studies.asked, from)))
      .returning({ id: studies.id });
    if (led.length === 0) return false;
    let first = from;
    const rows = shares.map((points) => {
      const row = { studyId: lead.studyId, first, points, state: "open" };
      first += points.length;
      return row;
    });
    await tx.insert(studyShares).values(rows);
    return true;
  });
}

/** What the leader makes of the trials that are told. @returns false when the lead is another's by now */
export async function tellStudy(
  tx: Database | Transaction,
  lead: Lead,
  told: { done: number; best: Trial | null; front: readonly Trial[]; workedMs: number },
): Promise<boolean> {
  const { workedMs, ...others } = told;
  const rows = await tx
    .update(studies)
    .set({ ...others, workedMs: sql`${studies.workedMs} + ${Math.round(workedMs)}` })
    .where(isLed(lead))
    .returning({ id: studies.id });
  return rows.length === 1;
}

/** Shares of a study that are not done, and how often the worst of those that nobody works on was taken. */
export async function openShares(
  db: Database,
  studyId: string,
): Promise<{ count: number; attempts: number }> {
  const isIdle = isFree(studyShares.leaseUntil);
  const [row] = await db
    .select({
      count: sql<number>`count(*)::int`,
      attempts: sql<number>`coalesce(max(${studyShares.attempts}) filter (where ${isIdle}), 0)::int`,
    })
    .from(studyShares)
    .where(and(eq(studyShares.studyId, studyId), eq(studyShares.state, "open")));
  return row ?? { count: 0, attempts: 0 };
}

/** Takes a share nobody works on, of any study that runs, the oldest first. */
export async function takeShare(db: Database, taking: Taking): Promise<HeldShare | null> {
  const { holder, leaseMs, except } = taking;
  return db.transaction(async (tx) => {
    const [free] = await tx
      .select({ studyId: studyShares.studyId, first: studyShares.first })
      .from(studyShares)
      .innerJoin(studies, eq(studies.id, studyShares.studyId))
      .where(
        and(
          eq(studyShares.state, "open"),
          eq(studies.state, "running"),
          isFree(studyShares.leaseUntil),
          except.length > 0 ? notInArray(studyShares.studyId, [...except]) : undefined,
        ),
      )
      .orderBy(asc(studyShares.studyId), asc(studyShares.first))
      .limit(1)
      .for("update", { of: studyShares, skipLocked: true });
    if (!free) return null;
    const [share] = await tx
      .update(studyShares)
      .set({
        holder,
        attempts: sql`${studyShares.attempts} + 1`,
        leaseUntil: inFuture(leaseMs),
      })
      .where(and(eq(studyShares.studyId, free.studyId), eq(studyShares.first, free.first)))
      .returning();
    return share ? { ...share, points: share.points as ParameterValues[] } : null;
  });
}

const isHeld = ({ studyId, first, attempts }: HeldShare) =>
  and(
    eq(studyShares.studyId, studyId),
    eq(studyShares.first, first),
    eq(studyShares.attempts, attempts),
    eq(studyShares.state, "open"),
  );

/** @returns false when another took the share over */
export async function renewShare(db: Database, share: HeldShare, leaseMs: number): Promise<boolean> {
  const rows = await db
    .update(studyShares)
    .set({ leaseUntil: inFuture(leaseMs) })
    .where(isHeld(share))
    .returning({ first: studyShares.first });
  return rows.length === 1;
}

/** Puts a share back that could not be tried here. */
export async function putShareBack(db: Database, share: HeldShare): Promise<void> {
  await db.update(studyShares).set({ holder: null, leaseUntil: null }).where(isHeld(share));
}

/** Writes what a share came to and closes it, in one piece. @returns false when another took the share over */
export async function keepShare(db: Database, share: HeldShare, trials: readonly Trial[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const held = await tx
      .update(studyShares)
      .set({ state: "done", leaseUntil: null })
      .where(isHeld(share))
      .returning({ first: studyShares.first });
    if (held.length === 0) return false;
    await tx
      .insert(studyTrials)
      .values(trials.map((trial) => ({ studyId: share.studyId, ...trial })))
      .onConflictDoNothing();
    return true;
  });
}
