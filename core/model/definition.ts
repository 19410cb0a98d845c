import { z } from "zod";
import { FillAssumptions, PerformanceMetrics, TradingCosts } from "./backtest.ts";
import { InstrumentSymbol } from "./instrument.ts";
import { Interval } from "./market.ts";
import { StrategyStage } from "./promotion.ts";
import { ExitRules, ParameterValues, RuleExpression, Sizing, StrategyKind } from "./strategy.ts";
import { Instant } from "./time.ts";

/** A strategy made concrete: what it trades, by which rule and numbers, under which costs. */
export const DefinitionBody = z.strictObject({
  kind: StrategyKind,
  parameters: ParameterValues,
  rule: RuleExpression.optional(),
  universe: z.array(InstrumentSymbol).min(1).max(500),
  interval: Interval,
  sizing: Sizing.optional(),
  exits: ExitRules.optional(),
  fills: FillAssumptions.optional(),
  costs: TradingCosts,
});
export type DefinitionBody = z.infer<typeof DefinitionBody>;

/** One version of a strategy in the repository. A change is a new version; versions are never edited. */
export const StrategyDefinition = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  name: z.string(),
  stage: StrategyStage,
  body: DefinitionBody,
  why: z.string().describe("Why somebody thinks that it earns"),
  parent: z.object({ id: z.string(), version: z.number().int().positive() }).nullable(),
  studyId: z.string().nullable().describe("The search its numbers come from"),
  backtestId: z.string().nullable().describe("Its latest backtest"),
  validationId: z.string().nullable(),
  owner: z.string(),
  tags: z.array(z.string()),
  lastReviewedAt: Instant.nullable(),
  createdAt: Instant,
});
export type StrategyDefinition = z.infer<typeof StrategyDefinition>;

/** A strategy somebody might try on a universe, and why. */
export const StrategyIdea = z.object({
  body: DefinitionBody,
  name: z.string(),
  why: z.string(),
  regime: z.string().describe("The market it was thought up for, in words, with figures"),
  firstLook: PerformanceMetrics.nullable(),
});
export type StrategyIdea = z.infer<typeof StrategyIdea>;
