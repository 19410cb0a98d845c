import { z } from "zod";
import { Metrics } from "./tool-results.ts";

const Text = z.string();
const Parameters = z.record(z.string(), z.number());
const Body = z.object({ kind: Text, parameters: Parameters, universe: z.array(Text) });

export const IdeaList = z.object({
  ideas: z.array(
    z.object({
      name: Text,
      why: Text,
      regime: Text,
      body: Body,
      firstLook: Metrics.nullable().default(null),
    }),
  ),
});
export type IdeaList = z.infer<typeof IdeaList>;

export const StudyResult = z.object({
  id: Text,
  state: Text,
  inputs: z.object({ strategy: Text, symbol: Text }),
  method: Text,
  methodReason: Text,
  budget: z.number(),
  objectives: z.array(Text),
  progress: z.object({
    done: z.number(),
    total: z.number(),
    perSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    bestValue: z.number().nullable(),
  }),
  best: z.object({ parameters: Parameters, metrics: Metrics.nullable() }).nullable(),
  outOfSample: Metrics.nullable(),
  warnings: z.array(Text),
});
export type StudyResult = z.infer<typeof StudyResult>;
export const StudyList = z.object({
  studies: z.array(
    StudyResult.pick({ id: true, state: true, method: true, progress: true }).extend({
      strategy: Text,
      symbol: Text,
    }),
  ),
});

export const DefinitionResult = z.object({
  id: Text,
  version: z.number(),
  name: Text,
  stage: Text,
  why: Text,
  owner: Text,
  body: Body,
});
export type DefinitionResult = z.infer<typeof DefinitionResult>;
export const DefinitionList = z.object({
  definitions: z.array(
    DefinitionResult.extend({
      metrics: Metrics.nullable(),
      sharpeInterval: z.object({ low: z.number(), high: z.number() }).nullable(),
    }),
  ),
});

export type DefinitionList = z.infer<typeof DefinitionList>;

export const BacktestList = z.object({ backtests: z.array(z.object({ id: Text })) });
export const ComparisonResult = z.object({
  from: Text,
  to: Text,
  bars: z.number(),
  rows: z.array(
    z.object({
      backtestId: Text,
      name: Text,
      metrics: Metrics,
      sharpeRatio: z.number().nullable(),
      totalReturn: z.number(),
      behindBest: z
        .object({ difference: z.number(), low: z.number(), high: z.number(), isClear: z.boolean() })
        .nullable(),
    }),
  ),
  words: z.array(Text),
});
export type ComparisonResult = z.infer<typeof ComparisonResult>;

export const ValidationResult = z.object({
  id: Text,
  definitionId: Text.nullable(),
  trialCount: z.number(),
  deflatedSharpe: z.number().nullable(),
  overfitProbability: z.number().nullable(),
  walkForward: z
    .object({
      mode: Text,
      windows: z.array(
        z.object({
          test: z.object({ from: Text, to: Text }),
          parameters: Parameters,
          inSample: Metrics,
          outOfSample: Metrics,
        }),
      ),
      stitched: Metrics,
      efficiency: z.number().nullable(),
    })
    .nullable(),
  costs: z.object({ breakEvenMultiple: z.number().nullable() }).nullable(),
  warnings: z.array(Text),
});
export type ValidationResult = z.infer<typeof ValidationResult>;

export const PromotionResult = z.object({
  definitionId: Text,
  from: Text,
  to: Text,
  passed: z.boolean(),
  requirements: z.array(z.object({ id: Text, met: z.boolean(), words: Text })),
  whatWouldMakeThisLuck: z.array(Text),
});
export type PromotionResult = z.infer<typeof PromotionResult>;
