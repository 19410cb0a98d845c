import { assertReplayable, checkLookAhead, kernelTester, portfolioTester, type Tester } from "#core/backtest";
import { toSeries } from "#core/market-data";
import type { BacktestInputs, BacktestTrade, LookAheadFinding, StrategyDefinition } from "#core/model";
import { ruleOf } from "#core/strategy";
import type { Context } from "../../context.ts";
import { type History, type PortfolioRequest, readHistories } from "../backtest-inputs.ts";
import { dividendsOf, replayed } from "../backtest-of.ts";

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
  lookAhead: LookAheadFinding;
}

/**
 * The history a definition is tried on, ready to be tried with any numbers, and whether its rule looks ahead on it.
 *
 * @throws InvalidInputError for a history too short
 */
export async function readDefinition(
  ctx: Context,
  definition: StrategyDefinition,
  trying: Trying,
): Promise<ReadDefinition> {
  const { body } = definition;
  const read = await readHistories(ctx, requestOf(definition, trying));
  const { inputs, histories } = read;
  const rule = ruleOf(inputs.strategy, inputs.rule);
  const series = histories.map(({ bars }) => toSeries(bars));
  for (const [index, one] of series.entries())
    assertReplayable(one, rule.warmUpBars(body.parameters), { symbol: histories[index]?.symbol ?? "" });
  const actions = await dividendsOf(ctx, read);
  const whole = replayed(ctx, read, { ...inputs, parameters: body.parameters }, actions);
  const decide: Parameters<typeof portfolioTester>[0]["decide"] = (facts, parameters) =>
    rule.decide(facts, parameters);
  const [only] = series;
  const [history] = histories;
  const signals = histories.flatMap((one) => one.signals);
  const tester =
    only && history && whole.engine === "kernel"
      ? kernelTester(
          only,
          (parameters) => decide({ series: only, signals: history.signals }, parameters),
          inputs.initialCash,
          inputs.costs,
        )
      : portfolioTester({ inputs, series, signals, actions, decide });
  const lookAhead = joined(
    histories.map((one) =>
      checkOne(one, (facts) => decide(facts, body.parameters), tradesOf(whole.trades, one, inputs)),
    ),
  );
  return { inputs, tester, lookAhead };
}

const tradesOf = (trades: readonly BacktestTrade[], { symbol }: History, inputs: { symbol: string }) =>
  trades.filter((trade) => (trade.symbol ?? inputs.symbol) === symbol);

function checkOne(
  { bars, signals }: History,
  decide: Parameters<typeof checkLookAhead>[0]["decide"],
  trades: readonly BacktestTrade[],
): LookAheadFinding {
  return checkLookAhead({
    decide,
    facts: { series: toSeries(bars), signals },
    knownAt: Float64Array.from(bars, ({ knownAt }) => Date.parse(knownAt)),
    trades,
  });
}

/** What was found on each instrument, as one finding. */
const joined = (found: readonly LookAheadFinding[]): LookAheadFinding => ({
  clean: found.every(({ clean }) => clean),
  checkedBars: found.reduce((sum, { checkedBars }) => sum + checkedBars, 0),
  findings: found.flatMap(({ findings }) => findings),
});
