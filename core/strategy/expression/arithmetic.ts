import type { PairNode } from "./node.ts";

/** Conditions are columns too: 1 true, 0 false, NaN where what they speak of is not known yet. */
const UNKNOWN = Number.NaN;

/** Two columns by one sign, bar by bar; one loop for each sign, so that each runs at the speed of its arithmetic. */
export function combine(sign: PairNode["sign"], left: Float64Array, right: Float64Array): Float64Array {
  const result = new Float64Array(left.length);
  switch (sign) {
    case "+":
      for (let bar = 0; bar < result.length; bar += 1)
        result[bar] = (left[bar] as number) + (right[bar] as number);
      return result;
    case "-":
      for (let bar = 0; bar < result.length; bar += 1)
        result[bar] = (left[bar] as number) - (right[bar] as number);
      return result;
    case "*":
      for (let bar = 0; bar < result.length; bar += 1)
        result[bar] = (left[bar] as number) * (right[bar] as number);
      return result;
    case "/":
      for (let bar = 0; bar < result.length; bar += 1)
        result[bar] = (right[bar] as number) === 0 ? UNKNOWN : (left[bar] as number) / (right[bar] as number);
      return result;
    case "and":
      for (let bar = 0; bar < result.length; bar += 1)
        result[bar] =
          left[bar] === 0 || right[bar] === 0 ? 0 : (left[bar] as number) * (right[bar] as number);
      return result;
    case "or":
      for (let bar = 0; bar < result.length; bar += 1)
        result[bar] =
          left[bar] === 1 || right[bar] === 1 ? 1 : (left[bar] as number) + (right[bar] as number);
      return result;
    case "<":
      return compare(right, left, result, 1, 0);
    case "<=":
      return compare(left, right, result, 0, 1);
    case ">":
      return compare(left, right, result, 1, 0);
    case ">=":
      return compare(right, left, result, 0, 1);
    case "==":
      return same(left, right, result, 1);
    case "!=":
      return same(left, right, result, 0);
  }
}

/** `above` where the first is above the second, `otherwise` where it is not. */
function compare(
  first: Float64Array,
  second: Float64Array,
  result: Float64Array,
  above: number,
  otherwise: number,
): Float64Array {
  for (let bar = 0; bar < result.length; bar += 1) {
    const a = first[bar] as number;
    const b = second[bar] as number;
    result[bar] = a > b ? above : a <= b ? otherwise : UNKNOWN;
  }
  return result;
}

function same(left: Float64Array, right: Float64Array, result: Float64Array, equal: number): Float64Array {
  for (let bar = 0; bar < result.length; bar += 1) {
    const a = left[bar] as number;
    const b = right[bar] as number;
    result[bar] = a === b ? equal : a < b || a > b ? 1 - equal : UNKNOWN;
  }
  return result;
}

/** 1 on the bar on which the first column comes to stand above the second. */
export function crossings(first: Float64Array, second: Float64Array): Float64Array {
  const result = new Float64Array(first.length).fill(UNKNOWN, 0, 1);
  for (let bar = 1; bar < result.length; bar += 1) {
    const now = (first[bar] as number) - (second[bar] as number);
    const before = (first[bar - 1] as number) - (second[bar - 1] as number);
    result[bar] = now > 0 && before <= 0 ? 1 : now <= 0 || before > 0 ? 0 : UNKNOWN;
  }
  return result;
}

/** Each bar's value some bars ago. */
export function delayed(column: Float64Array, bars: number): Float64Array {
  const result = new Float64Array(column.length).fill(UNKNOWN, 0, bars);
  if (bars < column.length) result.set(column.subarray(0, column.length - bars), bars);
  return result;
}

/** A function of one number, or of two, on every bar; what is no finite number is not known. */
export function eachBar(
  of: (first: number, second: number) => number,
  first: Float64Array,
  second: Float64Array = first,
): Float64Array {
  const result = new Float64Array(first.length);
  for (let bar = 0; bar < result.length; bar += 1) {
    const value = of(first[bar] as number, second[bar] as number);
    result[bar] = Number.isFinite(value) ? value : UNKNOWN;
  }
  return result;
}
