import { and, desc, eq, inArray } from "drizzle-orm";
import type { Instant } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { collectorRuns } from "../../schema/collector-runs.ts";

export type RunOutcome = "done" | "partial" | "failed" | "canceled";
export type CollectorRunRow = typeof collectorRuns.$inferSelect;

/** Writes down that a vendor is being asked. */
export async function openRun(
  db: Database | Transaction,
  run: { id: string; collector: string; job: string; from: Instant | null; to: Instant; startedAt: Instant },
): Promise<void> {
  const { id, collector, job, from, to, startedAt } = run;
  await db.insert(collectorRuns).values({
    id,
    collector,
    job,
    fromAt: from === null ? null : new Date(from),
    toAt: new Date(to),
    startedAt: new Date(startedAt),
    outcome: "running",
    counts: {},
  });
}

/** Writes down what came of it. */
export async function closeRun(
  db: Database | Transaction,
  id: string,
  result: {
    outcome: RunOutcome;
    counts: Record<string, number>;
    findings: number;
    /** Whom they are about; left out where that is not known, which is anybody. */
    findingSubjects?: string[];
    error: string | null;
    endedAt: Instant;
  },
): Promise<void> {
  const { endedAt, ...told } = result;
  await db
    .update(collectorRuns)
    .set({ ...told, endedAt: new Date(endedAt) })
    .where(and(eq(collectorRuns.id, id), eq(collectorRuns.outcome, "running")));
}

/** The newest run of a job that went through, or null before the first. */
export async function lastDoneRun(
  db: Database | Transaction,
  collector: string,
  job: string,
): Promise<{ heldTo: Instant; startedAt: Instant } | null> {
  const [row] = await db
    .select()
    .from(collectorRuns)
    .where(
      and(
        eq(collectorRuns.collector, collector),
        eq(collectorRuns.job, job),
        eq(collectorRuns.outcome, "done"),
      ),
    )
    .orderBy(desc(collectorRuns.startedAt))
    .limit(1);
  return row ? { heldTo: row.toAt.toISOString(), startedAt: row.startedAt.toISOString() } : null;
}

/** Runs of some vendors or all, newest first. */
export const listRuns = (
  db: Database | Transaction,
  { collectors, limit }: { collectors?: readonly string[]; limit: number },
): Promise<CollectorRunRow[]> =>
  db
    .select()
    .from(collectorRuns)
    .where(collectors ? inArray(collectorRuns.collector, [...collectors]) : undefined)
    .orderBy(desc(collectorRuns.startedAt), desc(collectorRuns.id))
    .limit(limit);
