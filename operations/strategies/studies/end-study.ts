import { eq } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, PerformanceMetrics, Study, StudyState } from "#core/model";
import { loadStudy, studies, toStudy } from "#db";
import { defineOperation } from "../../operation.ts";

export const endStudy = defineOperation({
  name: "endStudy",
  summary: "Writes down how a search of parameters ended, if whoever says so still leads it.",
  scope: "system:study",
  effect: "write",
  internal: true,
  input: z.strictObject({
    studyId: z.string().min(1).max(64),
    fence: z.number().int(),
    state: StudyState.extract(["finished", "failed"]),
    outOfSample: PerformanceMetrics.nullable(),
    warnings: z.array(z.string()),
  }),
  output: Study,
  events: ["study.finished"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const { studyId, fence, ...end } = input;
    const study = await loadStudy(tx, studyId, { lock: true });
    if (study.fence !== fence || study.state !== "running")
      throw new ConflictError("STUDY_TAKEN", {
        what: `The study is ${study.state} and led under number ${study.fence}, not ${fence}.`,
        why: "One process at a time leads a study, and only while it runs.",
        fix: "Leave it to whoever leads it now.",
      });
    await tx
      .update(studies)
      .set({ ...end, finishedAt: ctx.clock.now(), leader: null, leaseUntil: null })
      .where(eq(studies.id, studyId));
    note(studyId, { state: end.state, done: study.done });
    emit({
      type: "study.finished",
      entityId: studyId,
      payload: { state: end.state, done: study.done },
      causedBy: [studyId],
    });
    return toStudy(await loadStudy(tx, studyId));
  },
});
