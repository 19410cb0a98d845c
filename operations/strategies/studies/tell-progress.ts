import type { Trial } from "#core/model";
import { type Lead, tellStudy } from "#db";
import type { Context } from "../../context.ts";
import { recordEvents } from "../../domain-events.ts";

/** What a leader knows of its study by now. */
export interface StudyStand {
  done: number;
  best: Trial | null;
  front: readonly Trial[];
  /** Time worked on it since the last telling, ms. */
  workedMs: number;
}

/**
 * Writes how far a study is and tells whoever watches. No audit row: a trial changes nothing outside its study.
 *
 * @returns false when the lead is another's by now, or the study no longer runs
 */
export async function tellProgress(ctx: Context, lead: Lead, stand: StudyStand): Promise<boolean> {
  const isLed = await ctx.db.transaction(async (tx) => {
    if (!(await tellStudy(tx, lead, stand))) return false;
    const payload = { state: "running", done: stand.done, bestValue: stand.best?.values?.[0] ?? null };
    await recordEvents(tx, ctx, [{ type: "study.progressed", entityId: lead.studyId, payload }]);
    return true;
  });
  if (isLed) ctx.onCommitted();
  return isLed;
}
