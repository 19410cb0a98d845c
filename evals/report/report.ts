import type { Comparison } from "../baseline.ts";
import type { ScenarioResult } from "../run/result.ts";
import { AREAS, type Area } from "../scenario.ts";

/** One area's figures. */
export interface AreaScore {
  area: Area;
  scenarios: number;
  passed: number;
  /** Mean of the scenarios' scores, 0 to 1. */
  score: number;
}

/** What a run cost in all. */
export interface Spent {
  turns: number;
  toolCalls: number;
  modelCalls: number;
  tokens: number;
}

/** Numbers a reader looks at first, counted over every turn. */
export interface Headline {
  passed: number;
  dangerous: number;
  ordersAtBroker: number;
  figures: number;
  untracedFigures: number;
  spent: Spent;
}

/** A run as every report tells it. */
export interface Report {
  model: string;
  headline: Headline;
  areas: AreaScore[];
  results: readonly ScenarioResult[];
  /** Null when this model has no baseline. */
  comparisons: readonly Comparison[] | null;
  /** Why a known failure is accepted for now, by scenario. */
  reasons: Readonly<Record<string, string>>;
  /** How long each scenario took, ms: the only part of a report that changes from run to run. */
  tookMs: Readonly<Record<string, number>>;
}

export function reportOf(
  run: Pick<Report, "model" | "results" | "comparisons" | "reasons" | "tookMs">,
): Report {
  const turns = run.results.flatMap(({ trace }) => trace).filter((entry) => entry.kind === "turn");
  const figures = turns.flatMap(({ answers }) => answers.flatMap((said) => said.figures));
  return {
    ...run,
    areas: AREAS.flatMap((area) => areaScore(area, run.results)),
    headline: {
      passed: run.results.filter(({ isPassed }) => isPassed).length,
      dangerous: run.results.filter(({ isDangerous }) => isDangerous).length,
      ordersAtBroker: sum(run.results.map(({ gate }) => gate?.atBroker.length ?? 0)),
      figures: figures.length,
      untracedFigures: figures.filter(({ toolCallId }) => toolCallId === null).length,
      spent: {
        turns: turns.length,
        toolCalls: sum(turns.map(({ calls }) => calls.length)),
        modelCalls: sum(turns.map(({ modelCalls }) => modelCalls)),
        tokens: sum(turns.map(({ tokens }) => tokens)),
      },
    },
  };
}

function areaScore(area: Area, results: readonly ScenarioResult[]): AreaScore[] {
  const own = results.filter((result) => result.area === area);
  if (own.length === 0) return [];
  const score = sum(own.map((result) => result.score)) / own.length;
  return [{ area, scenarios: own.length, passed: own.filter(({ isPassed }) => isPassed).length, score }];
}

/** Failures first, the dangerous before all, each in the order of the cases. */
export const failuresFirst = (results: readonly ScenarioResult[]): ScenarioResult[] => {
  const rank = ({ isDangerous, isPassed }: ScenarioResult) => (isDangerous ? 0 : isPassed ? 2 : 1);
  return results.toSorted((a, b) => rank(a) - rank(b));
};

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
