import {
  InvalidInputError,
  type ParameterValues,
  type RuleExpression,
  type Strategy,
  type StrategyKind,
  type StrategyParameter,
} from "#core/model";
import { refusingGaps } from "./check-series.ts";
import { bollingerReversion } from "./generators/bollinger-reversion.ts";
import { donchianBreakout } from "./generators/donchian-breakout.ts";
import { unwrittenRule, writtenRule } from "./generators/expression.ts";
import { macdTrend } from "./generators/macd-trend.ts";
import { newsSentiment } from "./generators/news-sentiment.ts";
import { rsiReversion } from "./generators/rsi-reversion.ts";
import { smaCross } from "./generators/sma-cross.ts";
import { superTrend } from "./generators/super-trend.ts";
import { timeSeriesMomentum } from "./generators/time-series-momentum.ts";
import type { StrategyRule } from "./strategy-rule.ts";

const RULES: Record<StrategyKind, StrategyRule> = {
  "sma-cross": refusingGaps(smaCross),
  "news-sentiment": refusingGaps(newsSentiment),
  "macd-trend": refusingGaps(macdTrend),
  "super-trend": refusingGaps(superTrend),
  "rsi-reversion": refusingGaps(rsiReversion),
  "bollinger-reversion": refusingGaps(bollingerReversion),
  "donchian-breakout": refusingGaps(donchianBreakout),
  "time-series-momentum": refusingGaps(timeSeriesMomentum),
  expression: unwrittenRule,
};

/** Every strategy the desk can run. */
export const STRATEGIES: readonly Strategy[] = Object.values(RULES).map((rule) => rule.strategy);

/**
 * The rule of a kind; for the kind expression the one that is written down.
 *
 * @throws ExpressionError pointing at the character where a written rule makes no sense
 */
export function ruleOf(kind: StrategyKind, written?: RuleExpression): StrategyRule {
  if (written === undefined) return RULES[kind];
  if (kind === "expression") return refusingGaps(writtenRule(written));
  throw new InvalidInputError({
    what: `${kind} was given a written rule.`,
    why: "It decides by its own, so the written one would be ignored.",
    fix: 'Use the kind "expression", or leave the rule out.',
  });
}

/**
 * A full set of values: those given, defaults for the rest.
 *
 * @throws InvalidInputError naming every unknown, out-of-range or contradictory value together
 */
export function resolveParameters(
  kind: StrategyKind,
  values: ParameterValues,
  written?: RuleExpression,
): ParameterValues {
  const rule = ruleOf(kind, written);
  const space = rule.strategy.parameters;
  const faults = Object.entries(values).flatMap(([name, value]) => faultOf(space, name, value));
  // What a person named in a rule of their own has no usual value.
  if (written)
    for (const { name } of space)
      if (values[name] === undefined)
        faults.push(`${name} has no value; if it is no parameter, it is misspelt`);
  const resolved = Object.fromEntries(space.map(({ name, default: usual }) => [name, values[name] ?? usual]));
  const conflict = faults.length === 0 ? rule.conflict(resolved) : undefined;
  if (conflict) faults.push(conflict);
  if (faults.length === 0) return resolved;
  throw new InvalidInputError({
    what: `The parameters of ${kind} are not valid: ${faults.join("; ")}.`,
    why: "A backtest with values that make no sense would look like a result.",
    fix:
      space.length === 0
        ? "It takes none."
        : `${kind} takes ${space.map(({ name, min, max }) => `${name} (${min} to ${max})`).join(", ")}.`,
  });
}

function faultOf(space: readonly StrategyParameter[], name: string, value: number): string[] {
  const parameter = space.find((known) => known.name === name);
  if (!parameter) return [`there is no parameter "${name}"`];
  if (!Number.isFinite(value)) return [`${name} is not a finite number`];
  if (parameter.integer && !Number.isInteger(value)) return [`${name} must be a whole number, not ${value}`];
  if (value < parameter.min || value > parameter.max)
    return [`${name} must be ${parameter.min} to ${parameter.max}, not ${value}`];
  return [];
}
