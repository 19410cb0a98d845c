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
const MAX_COMBINATIONS = 200_000;

export interface ExpandedGrid {
  combinations: ParameterValues[];
  /** Combinations that make no sense together, such as fast ≥ slow. */
  skippedCount: number;
}

/**
 * All sensible combinations of a grid, in a fixed order.
 *
 * @throws InvalidInputError for unknown names, empty ranges, values out of range or too many combinations, before any work
 */
export function expandGrid(kind: StrategyKind, grid: Grid): ExpandedGrid {
  const axes = Object.entries(grid).map(([name, axis]) => ({ name, values: valuesOf(name, axis) }));
  const total = axes.reduce((product, axis) => product * axis.values.length, 1);
  if (axes.length === 0 || total > MAX_COMBINATIONS)
    throw new InvalidInputError({
      what:
        axes.length === 0
          ? "The grid names no parameter."
          : `The grid has ${total.toLocaleString("en-US")} combinations.`,
      why: `A sweep tries between 1 and ${MAX_COMBINATIONS.toLocaleString("en-US")}.`,
      fix: axes.length === 0 ? "Name at least one, such as fast." : "Use larger steps or shorter ranges.",
    });
  for (const { name, values } of axes) checkAxis(kind, name, values);
  const combinations = product(axes);
  const rule = ruleOf(kind);
  const defaults = Object.fromEntries(
    rule.strategy.parameters.map((parameter) => [parameter.name, parameter.default]),
  );
  const sensible = combinations.filter((values) => rule.conflict({ ...defaults, ...values }) === undefined);
  if (sensible.length === 0)
    throw new InvalidInputError({
      what: "No combination of the grid makes sense.",
      why: rule.conflict({ ...defaults, ...combinations[0] }) ?? "Every one contradicts itself.",
      fix: "Change the ranges.",
    });
  return {
    combinations: sensible.map((values) => resolveParameters(kind, values)),
    skippedCount: combinations.length - sensible.length,
  };
}

function valuesOf(name: string, axis: Grid[string]): number[] {
  if (Array.isArray(axis)) return axis;
  const { from, to, step } = axis;
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(count >= 1) || count > MAX_COMBINATIONS)
    throw new InvalidInputError({
      what: `The range of ${name} from ${from} to ${to} by ${step} holds ${count >= 1 ? "too many values" : "no value"}.`,
      why: "A range goes up from its first value to its last.",
      fix: "Swap the ends, or change the step.",
    });
  return Array.from({ length: count }, (_, index) => Number((from + index * step).toFixed(10)));
}

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

function product(axes: readonly { name: string; values: readonly number[] }[]): ParameterValues[] {
  return axes.reduce<ParameterValues[]>(
    (found, { name, values }) => found.flatMap((base) => values.map((value) => ({ ...base, [name]: value }))),
    [{}],
  );
}
