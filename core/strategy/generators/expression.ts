import type { BarSeries } from "#core/market-data";
import {
  InvalidInputError,
  type ParameterValues,
  type RuleExpression,
  type Strategy,
  type StrategyParameter,
} from "#core/model";
import type { Setting } from "../expression/callees.ts";
import { type CheckedRule, checkCondition } from "../expression/check.ts";
import { evaluate, type Known, warmUpOf } from "../expression/evaluate.ts";
import { ExpressionError } from "../expression/expression-error.ts";
import type { StrategyRule } from "../strategy-rule.ts";
import { walkBars } from "../walk-bars.ts";

const strategy: Strategy = {
  id: "expression",
  version: 1,
  kind: "expression",
  family: "expression",
  name: "Written rule",
  description:
    "Conditions over indicators and prices, written by a person: long from the close on which enter is true until exit is; short from short until cover, where they are given.",
  assumptions: ["What the writer of the rule believes about the market"],
  constraints: [],
  directions: "long-short",
  parameters: [],
};

/** Stands for the kind until a rule is written. */
export const unwrittenRule: StrategyRule = {
  strategy,
  conflict: () => refuse(),
  warmUpBars: () => refuse(),
  decide: () => refuse(),
};

function refuse(): never {
  throw new InvalidInputError({
    what: "The kind expression was given no rule.",
    why: "Without conditions there is nothing to decide by.",
    fix: 'Give a rule such as { "enter": "crosses_above(sma(close, 20), sma(close, 50))" }.',
  });
}

/**
 * A written rule as any other. Its free names are its parameters and have to be given.
 *
 * @throws ExpressionError pointing at the first character that does not fit
 */
export function writtenRule(expression: RuleExpression): StrategyRule {
  const conditions = {
    enter: checkCondition(expression.enter),
    exit: expression.exit === undefined ? undefined : checkCondition(expression.exit),
    short: expression.short === undefined ? undefined : checkCondition(expression.short),
    cover: expression.cover === undefined ? undefined : checkCondition(expression.cover),
  };
  const rules = Object.values(conditions).filter((rule) => rule !== undefined);
  const parameters = parametersOf(rules);
  const warmUp = (values: ParameterValues) => Math.max(...rules.map((rule) => warmUpOf(rule, values)));
  return {
    strategy: {
      ...strategy,
      directions: conditions.short ? "long-short" : "long-only",
      parameters,
      constraints: parameters.length === 0 ? [] : ["Periods made of parameters stay within their bounds"],
    },
    conflict: (values) => faultOf(() => warmUp(values)),
    warmUpBars: (values) => warmUp(values) + 1,
    decide({ series }, values) {
      return directionsOf(conditions, series, values, warmUp(values));
    },
  };
}

type Conditions = Readonly<Record<"enter" | "exit" | "short" | "cover", CheckedRule | undefined>>;

function directionsOf(
  conditions: Conditions,
  series: BarSeries,
  parameters: ParameterValues,
  warmUp: number,
): Int8Array {
  const bars = series.close.length;
  if (warmUp >= bars) return new Int8Array(bars);
  const known: Known = new Map();
  const of = (rule: CheckedRule | undefined) => rule && evaluate(rule, series, parameters, known);
  const [enter, exit, short, cover] = [
    of(conditions.enter),
    of(conditions.exit),
    of(conditions.short),
    of(conditions.cover),
  ];
  const isLeft = (out: Float64Array | undefined, way: Float64Array | undefined, bar: number) =>
    out ? out[bar] === 1 : way?.[bar] !== 1;
  return walkBars(bars, warmUp, (held, bar) => {
    if (held === 1 && !isLeft(exit, enter, bar)) return 1;
    if (held === -1 && !isLeft(cover, short, bar)) return -1;
    // Both at once say nothing, and a way in that is at the same close a way out would be left at once.
    const up = enter?.[bar] === 1 && exit?.[bar] !== 1;
    const down = short?.[bar] === 1 && cover?.[bar] !== 1;
    return up === down ? 0 : up ? 1 : -1;
  });
}

function parametersOf(rules: readonly CheckedRule[]): StrategyParameter[] {
  const found = new Map<string, Setting | undefined>();
  for (const { parameters } of rules)
    for (const [name, setting] of parameters) found.set(name, found.get(name) ?? setting);
  return [...found].map(([name, setting]) =>
    setting
      ? {
          name,
          description: `In the rule: ${setting.summary}`,
          unit: setting.integer ? "bars" : "number",
          integer: setting.integer,
          min: setting.min,
          max: setting.max,
          default: setting.default ?? setting.min,
        }
      : {
          name,
          description: "A number of the rule",
          unit: "number",
          integer: false,
          min: -1e9,
          max: 1e9,
          default: 0,
        },
  );
}

function faultOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return `${error.parts.what}${error.parts.why}`;
    throw error;
  }
}
