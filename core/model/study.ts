import { z } from "zod";
import { BacktestInputs, PerformanceMetrics } from "./backtest.ts";
import { ParameterValues } from "./strategy.ts";
import { Instant } from "./time.ts";

/** Ways to search parameters. */
export const SearchMethod = z.enum(["auto", "grid", "random", "gp", "tpe", "nsga2", "cma-es"]);
export type SearchMethod = z.infer<typeof SearchMethod>;

/** One axis of a search. */
export const Dimension = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("real"),
    name: z.string().min(1),
    min: z.number(),
    max: z.number(),
    log: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("integer"),
    name: z.string().min(1),
    min: z.number().int(),
    max: z.number().int(),
    step: z.number().int().positive().optional(),
  }),
  z.strictObject({
    type: z.literal("choice"),
    name: z.string().min(1),
    choices: z.array(z.number()).min(1).max(1000),
  }),
]);
export type Dimension = z.infer<typeof Dimension>;

/** Figures a search may aim at; drawdown, costs and volatility are made small, the rest large. */
export const ObjectiveName = z.enum([
  "sharpeRatio",
  "sortinoRatio",
  "calmarRatio",
  "totalReturn",
  "annualReturn",
  "profitFactor",
  "maxDrawdown",
  "annualVolatility",
  "totalCosts",
]);
export type ObjectiveName = z.infer<typeof ObjectiveName>;

/** One evaluated point of a search. */
export const Trial = z.object({
  number: z.number().int().nonnegative(),
  parameters: ParameterValues,
  /** One value per objective, in their order; null when the trial failed. */
  values: z.array(z.number()).nullable(),
  metrics: PerformanceMetrics.nullable(),
  failure: z.string().nullable(),
});
export type Trial = z.infer<typeof Trial>;

/** Where a study stands. */
export const StudyState = z.enum(["running", "paused", "finished", "cancelled", "failed"]);
export type StudyState = z.infer<typeof StudyState>;

/** How far a study is. */
export const StudyProgress = z.object({
  done: z.number().int(),
  total: z.number().int(),
  perSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  bestValue: z.number().nullable().describe("Of the first objective, so far"),
});
export type StudyProgress = z.infer<typeof StudyProgress>;

/** A search of a strategy's parameters on the first part of a history, with the winner tried once on the rest. */
export const Study = z.object({
  id: z.string(),
  state: StudyState,
  inputs: BacktestInputs.omit({ parameters: true }),
  fixed: ParameterValues.describe("Parameters not searched"),
  dimensions: z.array(Dimension).min(1),
  method: SearchMethod.exclude(["auto"]),
  methodReason: z.string().describe("Why this method"),
  objectives: z.array(ObjectiveName).min(1).max(3),
  budget: z.number().int().positive(),
  seed: z.number().int(),
  inSampleShare: z.number().gt(0).lt(1),
  progress: StudyProgress,
  best: Trial.nullable(),
  front: z.array(Trial).describe("Trials no other beats in every objective"),
  outOfSample: PerformanceMetrics.nullable().describe("The best on bars the search did not see"),
  warnings: z.array(z.string()),
  requestedBy: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Study = z.infer<typeof Study>;
