import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, Study, type StudyState } from "#core/model";
import { loadStudy, type StudyRow, studies, type Transaction, toStudy } from "#db";
import { defineOperation } from "../../operation.ts";

const input = z.strictObject({ studyId: z.string().min(1).max(64) });

/** Ends whoever leads it: the next fence is nobody's yet. */
const WITHOUT_LEADER = { leader: null, leaseUntil: null, fence: sql`${studies.fence} + 1` };

export const pauseStudy = defineOperation({
  name: "pauseStudy",
  summary:
    "Holds a search of parameters: no further point is asked until it is resumed; those under way may still be told. Nothing that was tried is lost.",
  scope: "strategies:run",
  effect: "write",
  input,
  output: Study,
  events: ["study.progressed"],
  run: async ({ tx, input, emit, note }) => {
    const study = await lockStudy(tx, input.studyId, ["running"], "paused");
    await tx
      .update(studies)
      .set({ state: "paused", ...WITHOUT_LEADER })
      .where(eq(studies.id, study.id));
    note(study.id, { done: study.done });
    emit({ type: "study.progressed", entityId: study.id, payload: { state: "paused", done: study.done } });
    return toStudy(await loadStudy(tx, study.id));
  },
});

export const resumeStudy = defineOperation({
  name: "resumeStudy",
  summary: "Lets a paused search of parameters go on where it stood; no point is tried again.",
  scope: "strategies:run",
  effect: "write",
  input,
  output: Study,
  events: ["study.progressed"],
  run: async ({ tx, input, emit, note }) => {
    const study = await lockStudy(tx, input.studyId, ["paused"], "resumed");
    await tx.update(studies).set({ state: "running" }).where(eq(studies.id, study.id));
    note(study.id, { done: study.done });
    emit({ type: "study.progressed", entityId: study.id, payload: { state: "running", done: study.done } });
    return toStudy(await loadStudy(tx, study.id));
  },
});

export const cancelStudy = defineOperation({
  name: "cancelStudy",
  summary:
    "Ends a search of parameters for good. The trials stay and the best so far is shown, but it is not tried on bars the search did not see.",
  scope: "strategies:run",
  effect: "write",
  input,
  output: Study,
  events: ["study.finished"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const study = await lockStudy(tx, input.studyId, ["running", "paused"], "cancelled");
    const warnings = [
      `It was cancelled after ${study.done} of ${study.budget} trials: the best so far was not tried on bars the search did not see.`,
    ];
    await tx
      .update(studies)
      .set({ state: "cancelled", warnings, finishedAt: ctx.clock.now(), ...WITHOUT_LEADER })
      .where(eq(studies.id, study.id));
    note(study.id, { done: study.done });
    emit({ type: "study.finished", entityId: study.id, payload: { state: "cancelled", done: study.done } });
    return toStudy(await loadStudy(tx, study.id));
  },
});

/** @throws NotFoundError, ConflictError STUDY_STATE */
async function lockStudy(
  tx: Transaction,
  id: string,
  allowed: readonly StudyState[],
  act: string,
): Promise<StudyRow> {
  const study = await loadStudy(tx, id, { lock: true });
  if (allowed.some((state) => state === study.state)) return study;
  throw new ConflictError("STUDY_STATE", {
    what: `The study is ${study.state}.`,
    why: `Only one that is ${allowed.join(" or ")} can be ${act}.`,
    fix: "getStudy shows where it stands.",
  });
}
