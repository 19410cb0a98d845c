import type { BarSeries } from "#core/market-data";
import { InvalidInputError, type ParameterValues } from "#core/model";
import { combine, eachBar } from "./arithmetic.ts";
import type { Callee } from "./callees.ts";
import { type CheckedRule, calleeOf, isPrice } from "./check.ts";
import { ExpressionError } from "./expression-error.ts";
import type { CallNode, Node } from "./node.ts";

/** Columns already worked out on one series with one set of values, by the key of their node. */
export type Known = Map<string, Float64Array>;

/**
 * A rule on every bar of a series, a column at a time; equal parts are worked out once.
 *
 * @param known shared between rules on the same series with the same values
 * @returns 1 true, 0 false, NaN where something it speaks of is not known yet
 * @throws ExpressionError pointing at a parameter without a value, or at a call the history is too short for
 */
export function evaluate(
  rule: CheckedRule,
  series: BarSeries,
  values: ParameterValues,
  known: Known = new Map(),
): Float64Array {
  return new Evaluation(rule.text, series, values, known).column(rule.node);
}

/**
 * Bars at the start on which a rule is not known yet.
 *
 * @throws ExpressionError pointing at a setting out of its range
 */
export function warmUpOf({ text, node: whole }: CheckedRule, values: ParameterValues): number {
  const warmUp = (node: Node): number => {
    switch (node.kind) {
      case "number":
      case "name":
        return 0;
      case "prefix":
        return warmUp(node.of);
      case "pair":
        return Math.max(warmUp(node.left), warmUp(node.right));
      case "call": {
        const callee = calleeOf(text, node);
        const own = pointing(text, node, () => callee.warmUp(settingsOf(text, node, callee, values)));
        return own + Math.max(0, ...node.given.slice(0, callee.columns.length).map(warmUp));
      }
    }
  };
  return warmUp(whole);
}

class Evaluation {
  constructor(
    readonly text: string,
    readonly series: BarSeries,
    readonly values: ParameterValues,
    readonly known: Known,
  ) {}

  column(node: Node): Float64Array {
    const held = this.known.get(node.key);
    if (held) return held;
    const made = this.#made(node);
    this.known.set(node.key, made);
    return made;
  }

  #made(node: Node): Float64Array {
    switch (node.kind) {
      case "number":
        return this.#constant(node.value);
      case "name":
        return isPrice(node.name)
          ? this.series[node.name]
          : this.#constant(parameterAt(this.text, node, this.values));
      case "prefix":
        return eachBar(node.sign === "-" ? (x) => -x : (x) => 1 - x, this.column(node.of));
      case "pair":
        return combine(node.sign, this.column(node.left), this.column(node.right));
      case "call":
        return this.#call(node);
    }
  }

  #constant(value: number): Float64Array {
    return new Float64Array(this.series.close.length).fill(value);
  }

  #call(node: CallNode): Float64Array {
    const { text, series, values, known } = this;
    const callee = calleeOf(text, node);
    const settings = settingsOf(text, node, callee, values);
    const columns = node.given.slice(0, callee.columns.length).map((given) => this.column(given));
    const bars = series.close.length;
    const warmUp = pointing(text, node, () => callee.warmUp(settings));
    if (warmUp >= bars)
      throw new ExpressionError(text, node.at, {
        what: `${callee.name} needs ${warmUp + 1} bars, and there are ${bars}:`,
        why: "It would have no value on any of them.",
        fix: "Use a shorter period or a longer history.",
      });
    const made = pointing(text, node, () => callee.compute(columns, settings, series));
    // The other columns of the same call came along.
    const whole = node.output ? node.key.slice(0, -node.output.name.length - 1) : node.key;
    if (node.output) for (const [name, column] of Object.entries(made)) known.set(`${whole}.${name}`, column);
    return made[node.output?.name ?? callee.outputs[0]] as Float64Array;
  }
}

/** The settings of a call in numbers, each in its range. */
function settingsOf(
  text: string,
  node: CallNode,
  callee: Callee,
  values: ParameterValues,
): Record<string, number> {
  return Object.fromEntries(
    callee.settings.flatMap((setting, place) => {
      const given = node.given[callee.columns.length + place];
      const value = given ? scalar(text, given, values) : setting.default;
      if (value === undefined) return [];
      const { name, summary, integer, min, max } = setting;
      if (value >= min && value <= max && (!integer || Number.isInteger(value))) return [[name, value]];
      throw new ExpressionError(text, given?.at ?? node.at, {
        what: `${callee.name} was asked for ${name} ${value}:`,
        why: `It is ${integer ? "a whole number" : "a number"} from ${min} to ${max} (${summary}).`,
        fix:
          setting.default === undefined
            ? `Use one in that range.`
            : `Use ${setting.default}, or another in that range.`,
      });
    }),
  );
}

function scalar(text: string, node: Node, values: ParameterValues): number {
  if (node.kind === "number") return node.value;
  if (node.kind === "name") return parameterAt(text, node, values);
  if (node.kind === "prefix") return -scalar(text, node.of, values);
  if (node.kind === "call") return Number.NaN;
  const [left, right] = [scalar(text, node.left, values), scalar(text, node.right, values)];
  return node.sign === "+"
    ? left + right
    : node.sign === "-"
      ? left - right
      : node.sign === "*"
        ? left * right
        : left / right;
}

function parameterAt(
  text: string,
  { name, at }: { name: string; at: number },
  values: ParameterValues,
): number {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined && Number.isFinite(value)) return value;
  throw new ExpressionError(text, at, {
    what: value === undefined ? `"${name}" has no value:` : `"${name}" is ${value}:`,
    why: "It is neither a column nor a function, so it is a parameter.",
    fix: `Give ${name} a number among the parameters, or correct its spelling.`,
  });
}

/** Runs an indicator; what it refuses, it refuses at the place of its call. */
function pointing<Made>(text: string, { at }: { at: number }, run: () => Made): Made {
  try {
    return run();
  } catch (error) {
    if (error instanceof InvalidInputError && !(error instanceof ExpressionError))
      throw new ExpressionError(text, at, error.parts);
    throw error;
  }
}
