import { type Dimension, InvalidInputError } from "#core/model";

/** Steps a real range is cut into: closer values would be the same strategy, and cost another backtest. */
const REAL_STEPS = 1_000_000;
/** Levels of a real range stay this many roundings apart, so that no two are the same number. */
const ROUNDINGS = 8;

/** A dimension as numbered levels, lowest first. Searches move on levels, so rounding is done once, here. */
export interface Axis {
  readonly name: string;
  readonly type: Dimension["type"];
  readonly count: number;
  /** @param level 0 to count − 1 */
  valueAt(level: number): number;
  /** @throws InvalidInputError for a value the dimension does not have */
  levelOf(value: number): number;
}

export function axisOf(dimension: Dimension): Axis {
  if (dimension.type === "choice") return choiceAxis(dimension);
  if (dimension.type === "integer") return integerAxis(dimension);
  return realAxis(dimension);
}

function choiceAxis({ name, type, choices }: Extract<Dimension, { type: "choice" }>): Axis {
  const values = [...choices].sort((a, b) => a - b);
  return {
    name,
    type,
    count: values.length,
    valueAt: (level) => values[level] ?? Number.NaN,
    levelOf: (value) => {
      const level = values.indexOf(value);
      return level >= 0 ? level : refuse(name, value, `one of ${values.join(", ")}`);
    },
  };
}

function integerAxis({ name, type, min, max, step = 1 }: Extract<Dimension, { type: "integer" }>): Axis {
  const count = Math.floor((max - min) / step) + 1;
  return {
    name,
    type,
    count,
    valueAt: (level) => min + level * step,
    levelOf: (value) => {
      const level = (value - min) / step;
      return Number.isInteger(level) && level >= 0 && level < count
        ? level
        : refuse(name, value, `${min} to ${max} by ${step}`);
    },
  };
}

function realAxis({ name, type, min, max, log = false }: Extract<Dimension, { type: "real" }>): Axis {
  const finest = Number.EPSILON * Math.max(Math.abs(min), Math.abs(max)) * ROUNDINGS;
  const steps = max > min ? Math.max(1, Math.min(REAL_STEPS, Math.floor((max - min) / finest))) : 0;
  const width = log ? Math.log(max / min) : max - min;
  const valueAt = (level: number) => {
    if (level === 0) return min;
    if (level === steps) return max;
    const share = level / steps;
    return Math.min(max, Math.max(min, log ? min * Math.exp(share * width) : min + share * width));
  };
  return {
    name,
    type,
    count: steps + 1,
    valueAt,
    levelOf: (value) => {
      if (!(value >= min && value <= max)) return refuse(name, value, `${min} to ${max}`);
      if (steps === 0) return 0;
      return Math.round(((log ? Math.log(value / min) : value - min) / width) * steps);
    },
  };
}

function refuse(name: string, value: number, allowed: string): never {
  throw new InvalidInputError({
    what: `${name} cannot be ${value}.`,
    why: `The search space has it as ${allowed}.`,
    fix: "Tell only points of this space.",
  });
}
