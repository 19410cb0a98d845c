import { assertReplayable, kernelTester, type Tester } from "#core/backtest";
import { toSeries } from "#core/market-data";
import {
  type BacktestInputs,
  InvalidInputError,
  type LookAheadFinding,
  type StrategyDefinition,
} from "#core/model";
import { ruleOf } from "#core/strategy";
import type { Context } from "../../context.ts";
import { type PortfolioRequest, readHistories } from "../backtest-inputs.ts";

/** When and with how much a definition is tried. */
export type Trying = Pick<PortfolioRequest, "from" | "to" | "asOf" | "initialCash">;

/** What a definition asks of a backtest. */
export function requestOf({ body }: StrategyDefinition, trying: Trying): PortfolioRequest {
  const { kind, universe, interval, costs, rule, sizing, exits, fills } = body;
  return {
    ...trying,
    strategy: kind,
    interval,
    costs,
    ...(universe.length === 1 ? { symbol: universe[0] } : { universe }),
    ...Object.fromEntries(
      Object.entries({ rule, sizing, exits, fills }).filter(([, value]) => value !== undefined),
    ),
  };
}

export interface ReadDefinition {
  inputs: Omit<BacktestInputs, "parameters">;
  tester: Tester;
  lookAhead: LookAheadFinding | null;
}

/**
 * The history a definition is tried on, ready to be tried with any numbers.
 *
 * @throws InvalidInputError for a history too short, and for bodies that only the portfolio engine can run
 */
export async function readDefinition(
  ctx: Context,
  definition: StrategyDefinition,
  trying: Trying,
): Promise<ReadDefinition> {
  const { inputs, histories } = await readHistories(ctx, requestOf(definition, trying));
  const [history] = histories;
  const { rule: written, sizing, exits, fills } = definition.body;
  if (!history || histories.length > 1 || written || sizing || exits || fills)
    throw new InvalidInputError({
      what: `${definition.name} trades more than one instrument, or sizes, exits or fills of its own.`,
      why: "Validation tries a strategy thousands of times, with the fast engine, which knows one instrument and whole accounts.",
      fix: "Validate it on one instrument first; testStrategy runs it whole.",
    });
  const rule = ruleOf(inputs.strategy);
  const series = toSeries(history.bars);
  assertReplayable(series, rule.warmUpBars(definition.body.parameters), inputs);
  const facts = { series, signals: history.signals };
  const tester = kernelTester(
    series,
    (parameters) => rule.decide(facts, parameters),
    inputs.initialCash,
    inputs.costs,
  );
  return { inputs, tester, lookAhead: null };
}
