import { type Dimension, InvalidInputError, type ParameterValues } from "#core/model";

/** What a search may try: one dimension per parameter, and what they must obey together. */
export interface SearchSpace {
  dimensions: readonly Dimension[];
  /** Why these values make no sense together; undefined when they do. Pure: asked often, for any point. */
  constraint?: (values: ParameterValues) => string | undefined;
}

/** One figure a search makes large or small. */
export interface Objective {
  name: string;
  direction: "maximise" | "minimise";
}

/** An evaluated point. Values in the order of the objectives; null, or any of them not finite, is a failure. */
export interface ToldTrial {
  parameters: ParameterValues;
  values: readonly number[] | null;
}

/** @throws InvalidInputError naming every fault of the space together */
export function checkDimensions(dimensions: readonly Dimension[]): void {
  const faults = dimensions.flatMap(faultsOf);
  const names = dimensions.map(({ name }) => name);
  for (const name of new Set(names.filter((known, index) => names.indexOf(known) !== index)))
    faults.push(`${name} is named twice`);
  if (dimensions.length === 0) faults.push("it has no dimension");
  if (faults.length === 0) return;
  throw new InvalidInputError({
    what: `The search space is not valid: ${faults.join("; ")}.`,
    why: "Nothing is tried until the whole space makes sense.",
    fix: "Give each parameter a range that goes up, or a list of values.",
  });
}

function faultsOf(dimension: Dimension): string[] {
  const { name } = dimension;
  if (name === "") return ["a dimension has no name"];
  if (dimension.type === "choice") return choiceFaults(name, dimension.choices);
  const { min, max } = dimension;
  if (!Number.isFinite(min) || !Number.isFinite(max)) return [`${name} has an end that is not a number`];
  if (min > max) return [`the range of ${name} from ${min} to ${max} is empty`];
  if (dimension.type === "real")
    return dimension.log && min <= 0
      ? [`${name} starts at ${min}, and a log scale needs a first value above 0`]
      : [];
  const { step = 1 } = dimension;
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max))
    return [`${name} takes whole numbers, not ${min} to ${max}`];
  return Number.isSafeInteger(step) && step > 0 ? [] : [`the step of ${name} cannot be ${step}`];
}

function choiceFaults(name: string, choices: readonly number[]): string[] {
  if (choices.length === 0) return [`${name} has no choices`];
  if (!choices.every(Number.isFinite)) return [`a choice of ${name} is not a number`];
  return new Set(choices).size === choices.length ? [] : [`${name} lists a choice twice`];
}
