import { openSearch, planSearch, wholePoint } from "#core/backtest";
import { randomOf } from "#core/market-data";
import type { ParameterValues, StrategyDefinition } from "#core/model";
import { ruleOf } from "#core/strategy";
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
  if (definition.body.rule) {
    const points = pointsAround(definition.body);
    return { trials: withOwn(points, parameters), warnings: [unknownSearch(points.length)] };
  }
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
    warnings: [unknownSearch(points.length)],
  };
}

const unknownSearch = (points: number): string =>
  `No study is named, so nobody knows how often its numbers were changed: it was judged as the pick of ${points} drawn from all that it could have been.`;

/** How far from a written rule's own numbers its alternatives lie, as a share of each. */
const REACH = 0.5;

/** The numbers of a written rule have no usual range: alternatives lie around its own, as far as each may go. */
function pointsAround({ kind, rule, parameters }: StrategyDefinition["body"]): ParameterValues[] {
  const written = ruleOf(kind, rule);
  const random = randomOf("written rule");
  const points = Array.from({ length: ALTERNATIVES }, () =>
    Object.fromEntries(
      written.strategy.parameters.map(({ name, integer, min, max }) => {
        const drawn = (parameters[name] ?? 0) * (1 - REACH + 2 * REACH * random());
        const value = integer ? Math.round(drawn) : drawn;
        return [name, Math.min(max, Math.max(min, value))];
      }),
    ),
  );
  return points.filter((point) => written.conflict(point) === undefined);
}

function withOwn(points: readonly ParameterValues[], own: ParameterValues): ParameterValues[] {
  const isOwn = (point: ParameterValues) =>
    Object.entries(own).every(([name, value]) => point[name] === value);
  return points.some(isOwn) ? [...points] : [...points, own];
}
