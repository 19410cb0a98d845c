import { judgePromotion } from "#operations";
import { toolFor } from "./tool-for.ts";

export const judgePromotionTool = toolFor(judgePromotion, {
  describe:
    "definitionId comes from list_definitions. Tell each requirement that is not met in its own words. A person promotes, on the page of the strategy; you cannot, and being refused is never a matter of asking again.",
});
