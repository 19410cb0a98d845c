import { and, eq } from "drizzle-orm";
import type { Source } from "#core/model";
import { closeRun, collectorRuns, type Database, lastDoneRun, openRun } from "#db";
import type { Desk } from "#operations";
import type { RunBook } from "./vendor-rounds.ts";

/** The rows of `collector_runs`. What was asked of a stand-in is never taken for what was asked of its vendor. */
export function runBook(desk: Pick<Desk, "db" | "newId" | "clock">, source: Source): RunBook {
  const { db, newId, clock } = desk;
  const nameOf = (job: string) => (source === "simulated" ? `${job}, of a stand-in` : job);
  return {
    lastDone: (vendor, job) => lastDoneRun(db, vendor, nameOf(job)),
    async open({ vendor, job, ...run }) {
      const id = newId("run");
      await openRun(db, { id, collector: vendor, job: nameOf(job), ...run });
      return id;
    },
    close: (id, result) => closeRun(db, id, { ...result, endedAt: clock.now().toISOString() }),
  };
}

/** Runs that a process left open when it died; to be called by the one process that collects. */
export async function closeOrphanedRuns(db: Database, vendor: string, now: Date): Promise<void> {
  await db
    .update(collectorRuns)
    .set({ outcome: "failed", endedAt: now, error: "The process that asked ended before the answer." })
    .where(and(eq(collectorRuns.collector, vendor), eq(collectorRuns.outcome, "running")));
}
