import { z } from "zod";
import { InvalidInputError, type ParameterValues, type StrategyKind } from "#core/model";
import { resolveParameters, ruleOf } from "#core/strategy";

/** Values to try for one parameter: a list, or from–to by step. */
export const GridAxis = z.union([
  z.array(z.number()).min(1).max(10_000),
  z.strictObject({ from: z.number(), to: z.number(), step: z.number().positive() }),
]);
export const Grid = z.record(z.string(), GridAxis);
export type Grid = z.infer<typeof Grid>;

/** Most combinations one sweep may try. */
const MAX_COMBINATIONS = 1_000_000;

/** The values of one parameter, each once. */
export interface Axis {
  name: string;
  values: readonly number[];
}

/**
 * The combinations of a grid by their place in it, 0 to before `size`; the last axis turns fastest. None is kept: a
 * million of them would take more memory than all else.
 */
export interface GridPlaces {
  size: number;
  /** All parameters of the combination, defaults included. */
  at(place: number): ParameterValues;
  /** Whether the combination contradicts itself, such as by fast ≥ slow. */
  isContradiction(place: number): boolean;
}

/** A grid that was looked through. */
export interface GridPlan extends GridPlaces {
  axes: readonly Axis[];
  /** Combinations that make sense; only these are tried. */
  trialCount: number;
  skippedCount: number;
  /** Bars the slowest of them needs before its first decision. */
  longestWarmUp: number;
}

/**
 * Checks a grid and counts what makes sense in it.
 *
 * @throws InvalidInputError for unknown names, empty ranges, values out of range or too many combinations, before any work
 */
export function planGrid(kind: StrategyKind, grid: Grid): GridPlan {
  const asked = Object.entries(grid);
  const total = asked.reduce((product, [name, axis]) => product * countOf(name, axis), 1);
  if (asked.length === 0 || total > MAX_COMBINATIONS) throw wrongSize(asked.length, total);
  const axes = asked.map(([name, axis]) => ({ name, values: valuesOf(axis) }));
  for (const { name, values } of axes) checkAxis(kind, name, values);
  const places = placesOf(kind, axes);
  const rule = ruleOf(kind);
  let trialCount = 0;
  let longestWarmUp = 0;
  for (let place = 0; place < places.size; place++) {
    if (places.isContradiction(place)) continue;
    trialCount++;
    longestWarmUp = Math.max(longestWarmUp, rule.warmUpBars(places.at(place)));
  }
  if (trialCount === 0)
    throw new InvalidInputError({
      what: "No combination of the grid makes sense.",
      why: rule.conflict(places.at(0)) ?? "Every one contradicts itself.",
      fix: "Change the ranges.",
    });
  return { ...places, axes, trialCount, skippedCount: places.size - trialCount, longestWarmUp };
}

/** The places of axes that were checked before. */
export function placesOf(kind: StrategyKind, axes: readonly Axis[]): GridPlaces {
  const rule = ruleOf(kind);
  const usual = resolveDefaults(kind);
  const at = (place: number) => {
    const values = { ...usual };
    let rest = place;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      const { name, values: choices } = axes[axis] as Axis;
      values[name] = choices[rest % choices.length] as number;
      rest = Math.floor(rest / choices.length);
    }
    return values;
  };
  return {
    size: axes.reduce((product, { values }) => product * values.length, 1),
    at,
    isContradiction: (place) => rule.conflict(at(place)) !== undefined,
  };
}

/** The sensible combinations of a small grid in a list, in its order. */
export function expandGrid(
  kind: StrategyKind,
  grid: Grid,
): { combinations: ParameterValues[]; skippedCount: number } {
  const plan = planGrid(kind, grid);
  const combinations: ParameterValues[] = [];
  for (let place = 0; place < plan.size; place++)
    if (!plan.isContradiction(place)) combinations.push(resolveParameters(kind, plan.at(place)));
  return { combinations, skippedCount: plan.skippedCount };
}

const resolveDefaults = (kind: StrategyKind): ParameterValues =>
  Object.fromEntries(
    ruleOf(kind).strategy.parameters.map((parameter) => [parameter.name, parameter.default]),
  );

/** Counted and not listed: nothing is made for a grid that turns out too large. */
function countOf(name: string, axis: Grid[string]): number {
  if (Array.isArray(axis)) return new Set(axis).size;
  const { from, to, step } = axis;
  const count = stepsOf(axis);
  if (!(count >= 1) || count > MAX_COMBINATIONS)
    throw new InvalidInputError({
      what: `The range of ${name} from ${from} to ${to} by ${step} holds ${count >= 1 ? "too many values" : "no value"}.`,
      why: "A range goes up from its first value to its last.",
      fix: "Swap the ends, or change the step.",
    });
  return count;
}

const stepsOf = ({ from, to, step }: { from: number; to: number; step: number }): number =>
  Math.floor((to - from) / step + 1e-9) + 1;

function valuesOf(axis: Grid[string]): number[] {
  if (Array.isArray(axis)) return [...new Set(axis)];
  const { from, step } = axis;
  return Array.from({ length: stepsOf(axis) }, (_, index) => Number((from + index * step).toFixed(10)));
}

const wrongSize = (axisCount: number, total: number) =>
  new InvalidInputError({
    what:
      axisCount === 0
        ? "The grid names no parameter."
        : `The grid has ${total.toLocaleString("en-US")} combinations.`,
    why: `A sweep tries between 1 and ${MAX_COMBINATIONS.toLocaleString("en-US")}.`,
    fix: axisCount === 0 ? "Name at least one, such as fast." : "Use larger steps or shorter ranges.",
  });

/** Each value must be possible on its own; contradictions between parameters are skipped, not refused. */
function checkAxis(kind: StrategyKind, name: string, values: readonly number[]): void {
  const { strategy } = ruleOf(kind);
  const parameter = strategy.parameters.find((known) => known.name === name);
  const wrong = values.find(
    (value) =>
      !parameter ||
      !Number.isFinite(value) ||
      value < parameter.min ||
      value > parameter.max ||
      (parameter.integer && !Number.isInteger(value)),
  );
  if (wrong === undefined) return;
  throw new InvalidInputError({
    what: parameter ? `${name} cannot be ${wrong}.` : `${kind} has no parameter "${name}".`,
    why: "Nothing is tried until the whole grid makes sense.",
    fix: `${kind} takes ${strategy.parameters.map((known) => `${known.name} (${known.min} to ${known.max}${known.integer ? ", whole" : ""})`).join(", ")}.`,
  });
}
