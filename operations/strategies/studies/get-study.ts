import { z } from "zod";
import { Study } from "#core/model";
import { loadStudy, toStudy } from "#db";
import { defineOperation } from "../../operation.ts";

export const getStudy = defineOperation({
  name: "getStudy",
  summary:
    "Shows a search of parameters: how far it is, the best so far, and once it is finished what the best did on bars the search did not see, with every warning.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({ studyId: z.string().min(1).max(64) }),
  output: Study,
  run: async ({ tx, input }) => toStudy(await loadStudy(tx, input.studyId)),
});
