import { saveStrategy } from "#operations";
import { toolFor } from "./tool-for.ts";

export const saveStrategyTool = toolFor(saveStrategy, {
  describe:
    "Only when the person asks to keep it. why is the idea in the person's words, not the result. studyId names the search its numbers come from: never leave it out when they were tuned. The answer's id goes into test_strategy, validate_strategy and judge_promotion.",
});
