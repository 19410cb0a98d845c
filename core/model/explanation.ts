import { z } from "zod";
import { Instant } from "./time.ts";

/** One link of a chain of causes, oldest first: article → signal → proposal → verdict → approval → order → fill. */
export const ExplanationLink = z.object({
  kind: z.enum([
    "article",
    "signal",
    "backtest",
    "proposal",
    "verdict",
    "approval",
    "order",
    "fill",
    "position",
  ]),
  id: z.string(),
  at: Instant,
  summary: z.string(),
});
export type ExplanationLink = z.infer<typeof ExplanationLink>;

/** Prose plus the records it rests on. */
export const Explanation = z.object({
  subjectId: z.string(),
  summary: z.string(),
  chain: z.array(ExplanationLink),
});
export type Explanation = z.infer<typeof Explanation>;
