import { openSearch, planSearch, wholePoint } from "#core/backtest";
import type { ParameterValues, StrategyDefinition } from "#core/model";
import { loadStudy, loadTrials } from "#db";
import type { Context } from "../../context.ts";

/** Alternatives that are tried beside a strategy that no study tuned. */
const ALTERNATIVES = 200;
const MOST_TRIALS = 100_000;
const SEED = 1;

/** Every point that competes with a strategy's own numbers, and where they come from. */
export interface Rivals {
  trials: ParameterValues[];
  warnings: string[];
}

/**
 * The trials of the study the numbers come from; without one, points drawn from the whole parameter space, so that the
 * strategy is judged as the pick of so many and not as the only one ever thought of.
 */
export async function rivalsOf(ctx: Context, definition: StrategyDefinition): Promise<Rivals> {
  const { kind, parameters } = definition.body;
  const studyId = definition.studyId;
  if (studyId) {
    const told = await ctx.db.transaction(async (tx) => {
      await loadStudy(tx, studyId);
      return loadTrials(tx, studyId, 0, MOST_TRIALS);
    });
    const points = told.map((trial) => wholePoint({ strategy: kind, fixed: parameters }, trial.parameters));
    return { trials: withOwn(points, parameters), warnings: [] };
  }
  if (Object.keys(parameters).length === 0) return { trials: [parameters], warnings: [] };
  const search = planSearch({
    strategy: kind,
    fixed: {},
    dimensions: undefined,
    method: "random",
    objectives: ["sharpeRatio"],
    budget: ALTERNATIVES,
    seed: SEED,
  });
  const points = openSearch(search)
    .ask(search.budget)
    .map((point) => wholePoint(search, point));
  return {
    trials: withOwn(points, parameters),
    warnings: [
      `No study is named, so nobody knows how often its numbers were changed: it was judged as the pick of ${points.length} drawn from the whole parameter space.`,
    ],
  };
}

function withOwn(points: readonly ParameterValues[], own: ParameterValues): ParameterValues[] {
  const isOwn = (point: ParameterValues) =>
    Object.entries(own).every(([name, value]) => point[name] === value);
  return points.some(isOwn) ? [...points] : [...points, own];
}
