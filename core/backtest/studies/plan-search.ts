import {
  type Dimension,
  InvalidInputError,
  type ObjectiveName,
  type ParameterValues,
  type SearchMethod,
  type StrategyKind,
  type StrategyParameter,
} from "#core/model";
import { ruleOf } from "#core/strategy";
import { createOptimizer, type Optimizer, type SearchSpace, type ToldTrial } from "../optimizers/index.ts";
import { objectiveOf } from "./objectives.ts";

/** Most trials of one study: each is a row that is kept. */
export const MAX_TRIALS = 100_000;
/** Trials when nobody says how many; all points of a space that has fewer. */
const USUAL_TRIALS = 200;
const SMALL_SPACE = 1_000;

/** What is searched, as it was asked or as it is stored. */
export interface Search {
  strategy: StrategyKind;
  fixed: ParameterValues;
  dimensions: readonly Dimension[];
  method: SearchMethod;
  objectives: readonly ObjectiveName[];
  budget: number;
  seed: number;
}

/** A search all of whose words make sense. */
export interface SearchPlan extends Search {
  method: Exclude<SearchMethod, "auto">;
  methodReason: string;
}

/**
 * Checks a search and fills in what was left out: the whole parameter space, and a budget.
 *
 * @throws InvalidInputError for unknown parameters, empty ranges, a budget or a grid no study can have, before any work
 */
export function planSearch(
  asked: Omit<Search, "dimensions" | "budget"> & {
    dimensions: readonly Dimension[] | undefined;
    budget: number | undefined;
  },
): SearchPlan {
  const dimensions = asked.dimensions ?? wholeSpace(asked.strategy, asked.fixed);
  checkNames(asked.strategy, dimensions, asked.fixed);
  const size = dimensions.reduce((product, dimension) => product * levels(dimension), 1);
  const isGrid = asked.method === "grid";
  if (isGrid && asked.budget === undefined && size > MAX_TRIALS) throw tooLarge(size);
  const usual = isGrid || size <= SMALL_SPACE ? Math.max(1, size) : USUAL_TRIALS;
  const search = { ...asked, dimensions, budget: Math.min(asked.budget ?? usual, MAX_TRIALS + 1) };
  if (search.budget > MAX_TRIALS) throw tooMany(asked.budget ?? usual);
  const { method, reason } = openSearch(search);
  return { ...search, budget: Math.min(search.budget, size), method, methodReason: reason };
}

/** The search itself, gone on from the trials that are told. */
export function openSearch(search: Search, history: readonly ToldTrial[] = []): Optimizer {
  return createOptimizer({
    space: spaceOf(search),
    method: search.method,
    objectives: search.objectives.map(objectiveOf),
    budget: search.budget,
    seed: search.seed,
    history,
  });
}

/** A point with the parameters that are not searched: the given ones, the usual ones for the rest. */
export function wholePoint(
  { strategy, fixed }: Pick<Search, "strategy" | "fixed">,
  point: ParameterValues,
): ParameterValues {
  const usual = ruleOf(strategy).strategy.parameters.map((known) => [known.name, known.default] as const);
  return { ...Object.fromEntries(usual), ...fixed, ...point };
}

function spaceOf(search: Search): SearchSpace {
  const rule = ruleOf(search.strategy);
  return {
    dimensions: search.dimensions,
    constraint: (point) => rule.conflict(wholePoint(search, point)),
  };
}

function wholeSpace(kind: StrategyKind, fixed: ParameterValues): Dimension[] {
  return ruleOf(kind)
    .strategy.parameters.filter(({ name }) => fixed[name] === undefined)
    .map(dimensionOf);
}

const dimensionOf = ({ name, integer, min, max, step, scale }: StrategyParameter): Dimension =>
  integer
    ? { type: "integer", name, min, max, ...(step !== undefined && { step }) }
    : { type: "real", name, min, max, ...(scale === "log" && { log: true }) };

/** Points along one dimension; a range without steps counts as endless. */
function levels(dimension: Dimension): number {
  if (dimension.type === "choice") return dimension.choices.length;
  const width = dimension.max - dimension.min;
  if (dimension.type === "real") return width > 0 ? Number.POSITIVE_INFINITY : 1;
  return Math.max(0, Math.floor(width / (dimension.step ?? 1)) + 1);
}

function checkNames(kind: StrategyKind, dimensions: readonly Dimension[], fixed: ParameterValues): void {
  const known = ruleOf(kind).strategy.parameters;
  const faults = [
    ...dimensions.flatMap((dimension) => dimensionFaults(known, dimension)),
    ...Object.entries(fixed).flatMap(([name, value]) => valueFaults(known, name, value)),
    ...dimensions
      .filter(({ name }) => fixed[name] !== undefined)
      .map(({ name }) => `${name} is both fixed and searched`),
  ];
  if (dimensions.length === 0) faults.push("every parameter is fixed, so there is nothing to search");
  if (faults.length === 0) return;
  throw new InvalidInputError({
    what: `The search of ${kind} is not valid: ${faults.join("; ")}.`,
    why: "Nothing is tried until the whole search makes sense.",
    fix: `${kind} takes ${known.map(({ name, min, max, integer }) => `${name} (${min} to ${max}${integer ? ", whole" : ""})`).join(", ")}.`,
  });
}

function dimensionFaults(known: readonly StrategyParameter[], dimension: Dimension): string[] {
  const { name } = dimension;
  if (dimension.type === "choice")
    return dimension.choices.flatMap((choice) => valueFaults(known, name, choice)).slice(0, 1);
  if (dimension.min > dimension.max)
    return [`the range of ${name} from ${dimension.min} to ${dimension.max} is empty`];
  const parameter = known.find((one) => one.name === name);
  if (parameter?.integer && dimension.type === "real")
    return [`${name} takes whole numbers: search it as type integer`];
  return [dimension.min, dimension.max].flatMap((end) => valueFaults(known, name, end)).slice(0, 1);
}

function valueFaults(known: readonly StrategyParameter[], name: string, value: number): string[] {
  const parameter = known.find((one) => one.name === name);
  if (!parameter) return [`there is no parameter "${name}"`];
  const { min, max, integer } = parameter;
  if (value < min || value > max) return [`${name} must be ${min} to ${max}, not ${value}`];
  return integer && !Number.isInteger(value) ? [`${name} must be a whole number, not ${value}`] : [];
}

const tooLarge = (size: number) =>
  new InvalidInputError({
    what: Number.isFinite(size)
      ? `The grid has ${size.toLocaleString("en-US")} combinations.`
      : "The grid has a range without steps, so it has no end.",
    why: `One study tries ${MAX_TRIALS.toLocaleString("en-US")} at most, each of which is kept.`,
    fix: "Use larger steps, shorter ranges, or method auto with a budget: it tries a part of them.",
  });

const tooMany = (budget: number) =>
  new InvalidInputError({
    what: `The budget is ${budget.toLocaleString("en-US")} trials.`,
    why: `One study tries ${MAX_TRIALS.toLocaleString("en-US")} at most, each of which is kept.`,
    fix: "Ask for fewer.",
  });
