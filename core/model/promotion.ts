import { z } from "zod";
import { Instant } from "./time.ts";

/** How far a strategy has come: thought of, proven on history, run on paper, run with money; or put away. */
export const StrategyStage = z.enum(["draft", "candidate", "paper", "live", "archived"]);
export type StrategyStage = z.infer<typeof StrategyStage>;

/** One thing a strategy must show before it moves on. */
export const Requirement = z.object({
  id: z.enum([
    "costs",
    "next-bar-fills",
    "out-of-sample",
    "trade-count",
    "trial-count",
    "deflated-sharpe",
    "overfit-probability",
    "look-ahead",
    "data-findings",
    "paper-record",
    "person",
  ]),
  met: z.boolean(),
  figure: z.number().nullable(),
  limit: z.number().nullable(),
  words: z.string().describe("For a trader: what was seen, what is asked"),
});
export type Requirement = z.infer<typeof Requirement>;

/** The promotion gate's answer. */
export const PromotionVerdict = z.object({
  definitionId: z.string(),
  from: StrategyStage,
  to: StrategyStage,
  passed: z.boolean().describe("All requirements are met, a person's yes among them"),
  requirements: z.array(Requirement).min(1),
  whatWouldMakeThisLuck: z.array(z.string()),
  judgedAt: Instant,
});
export type PromotionVerdict = z.infer<typeof PromotionVerdict>;
