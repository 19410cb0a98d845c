import { z } from "zod";
import { Study, StudyState } from "#core/model";
import { listStudyRows, toStudy } from "#db";
import { defineOperation } from "../../operation.ts";

export const listStudies = defineOperation({
  name: "listStudies",
  summary: "Lists searches of parameters with how far they are, newest first; getStudy shows one whole.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({
    state: StudyState.optional(),
    cursor: z.string().min(1).max(64).optional().describe("next of the answer before"),
    limit: z.number().int().min(1).max(100).default(20),
  }),
  output: z.object({
    studies: z.array(Study.omit({ front: true })),
    next: z.string().nullable().describe("Cursor of the next page; null at the end"),
  }),
  run: async ({ tx, input: { state, cursor, limit } }) => {
    const rows = await listStudyRows(tx, { state, before: cursor, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    return {
      studies: shown.map((row) => {
        const { front: _many, ...study } = toStudy(row);
        return study;
      }),
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  },
});
