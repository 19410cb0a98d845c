import { z } from "zod";

/** One tunable number of a strategy, with the range in which it makes sense. */
export const StrategyParameter = z.object({
  name: z.string(),
  description: z.string(),
  unit: z.string(),
  integer: z.boolean(),
  min: z.number(),
  max: z.number(),
  default: z.number(),
});
export type StrategyParameter = z.infer<typeof StrategyParameter>;

/** The rules the desk can run. */
export const StrategyKind = z.enum(["sma-cross", "news-sentiment"]);
export type StrategyKind = z.infer<typeof StrategyKind>;

/** Values for a strategy's parameters, by name. Missing ones take their default. */
export const ParameterValues = z.record(z.string(), z.number());
export type ParameterValues = z.infer<typeof ParameterValues>;

/** A stored, versioned rule that turns bars and signals into proposals. */
export const Strategy = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  kind: StrategyKind,
  name: z.string(),
  description: z.string(),
  parameters: z.array(StrategyParameter),
});
export type Strategy = z.infer<typeof Strategy>;
