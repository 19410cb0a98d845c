import { randomOf } from "#core/market-data";
import { InvalidInputError, type ParameterValues, type SearchMethod } from "#core/model";
import { chooseMethod, type MethodChoice, type NamedMethod } from "./choose-method.ts";
import { cmaEsSearch } from "./cma-es-search.ts";
import { gpSearch } from "./gp-search.ts";
import { gridSearch } from "./grid-search.ts";
import { Lattice } from "./lattice.ts";
import { nsga2Search } from "./nsga2-search.ts";
import type { PointSource, SearchFacts } from "./point-source.ts";
import { randomSearch } from "./random-search.ts";
import type { Objective, SearchSpace, ToldTrial } from "./search-space.ts";
import { tpeSearch } from "./tpe/tpe-search.ts";
import { TrialRecord } from "./trial-record.ts";

/** Most trials one search may have. */
const MAX_BUDGET = 10_000_000;
const MAX_OBJECTIVES = 3;

export interface OptimizerFacts {
  space: SearchSpace;
  method: SearchMethod;
  objectives: readonly Objective[];
  /** Trials in all, those of the history included. */
  budget: number;
  seed: number;
  /** Trials told before a pause or a kill, in any order. */
  history?: readonly ToldTrial[];
}

/** A search that says what to try and is told what came of it. */
export interface Optimizer {
  readonly method: NamedMethod;
  /** Why this method, in words. */
  readonly reason: string;
  /**
   * Points to evaluate: feasible, on the steps of their dimensions, none ever asked or told before.
   *
   * @returns fewer than `count` where budget or space ends
   */
  ask(count: number): ParameterValues[];
  /** @throws InvalidInputError for a point outside the space; then none of the trials is noted */
  tell(trials: readonly ToldTrial[]): void;
  /** Whether nothing more will be asked; points asked before may still be out. */
  readonly isDone: boolean;
}

const SOURCES: Record<NamedMethod, (facts: SearchFacts) => PointSource> = {
  grid: gridSearch,
  random: randomSearch,
  gp: gpSearch,
  tpe: tpeSearch,
  nsga2: nsga2Search,
  "cma-es": cmaEsSearch,
};
const SEVERAL_OBJECTIVES: readonly NamedMethod[] = ["grid", "random", "nsga2"];

/**
 * A search of parameters. What it asks depends on the seed, the set of told trials and what is still out, and on
 * nothing else: told its history, a new one goes on as the old one would have.
 *
 * @throws InvalidInputError for a space, budget, history or choice of method that makes no sense, before any work
 */
export function createOptimizer(facts: OptimizerFacts): Optimizer {
  checkFacts(facts);
  const { objectives, budget } = facts;
  const lattice = new Lattice(facts.space);
  lattice.assertFeasible(randomOf(`${facts.seed}|feasible`));
  const { method, reason } = methodOf(facts, lattice);
  const record = new TrialRecord(lattice, objectives);
  record.tell(facts.history ?? []);
  const source = SOURCES[method]({ lattice, record, budget, seed: String(facts.seed) });
  let isExhausted = false;
  return {
    method,
    reason,
    ask: (count) => {
      const points = source.next(Math.min(count, budget - record.count));
      isExhausted ||= points.length < Math.min(count, budget - record.count + points.length);
      return points.map((point) => lattice.valuesOf(point));
    },
    tell: (trials) => record.tell(trials),
    get isDone() {
      return isExhausted || record.count >= Math.min(budget, lattice.listed()?.length ?? budget);
    },
  };
}

function methodOf({ method, objectives, budget }: OptimizerFacts, lattice: Lattice): MethodChoice {
  if (method === "auto") return chooseMethod(lattice, budget, objectives.length);
  if (objectives.length > 1 && !SEVERAL_OBJECTIVES.includes(method))
    throw new InvalidInputError({
      what: `${method} cannot search for ${objectives.length} objectives.`,
      why: "It follows one figure.",
      fix: `Take ${SEVERAL_OBJECTIVES.join(", ")} or auto, or a single objective.`,
    });
  return { method, reason: "it was asked for" };
}

function checkFacts({ objectives, budget, seed }: OptimizerFacts): void {
  const faults: string[] = [];
  if (!Number.isSafeInteger(budget) || budget < 1 || budget > MAX_BUDGET)
    faults.push(
      `the budget is ${budget}, and has to be a whole number from 1 to ${MAX_BUDGET.toLocaleString("en-US")}`,
    );
  if (!Number.isSafeInteger(seed)) faults.push(`the seed is ${seed}, and has to be a whole number`);
  const names = objectives.map(({ name }) => name);
  if (names.length < 1 || names.length > MAX_OBJECTIVES || new Set(names).size < names.length)
    faults.push(
      `the objectives are ${names.join(", ") || "none"}, and have to be 1 to ${MAX_OBJECTIVES}, each once`,
    );
  if (faults.length === 0) return;
  throw new InvalidInputError({
    what: `The search cannot start: ${faults.join("; ")}.`,
    why: "Nothing is tried until the whole request makes sense.",
    fix: "Correct it and start again.",
  });
}
