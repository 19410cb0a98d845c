export { judgePromotion, nextStage } from "./judge-promotion.ts";
export { PROMOTION_LIMITS } from "./limits.ts";
export type { PaperRecord, PromotionFacts } from "./promotion-facts.ts";
