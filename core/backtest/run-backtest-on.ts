import { toSeries } from "#core/market-data";
import type { BacktestInputs, BacktestReport, Bar } from "#core/model";
import { runStrategy } from "./backtest.ts";
import { type PortfolioFacts, runPortfolio } from "./engine/index.ts";

/** Everything a backtest is made from, whichever engine runs it. */
export interface RunFacts extends Omit<PortfolioFacts, "seriesOf"> {
  /** Of an instrument, as known at inputs.asOf, oldest first; empty when there are none. */
  barsOf(symbol: string): readonly Bar[];
}

/**
 * Runs a backtest on the engine it needs: the kernel where one position, all in at the next open for a fraction of its
 * value, is all there is; the portfolio engine for everything wider. Both give the same where both apply.
 *
 * @throws InvalidInputError before any work
 */
export function runBacktestOn(facts: RunFacts): BacktestReport {
  const { id, inputs, signals, barsOf, ...rest } = facts;
  if (needsPortfolio(facts))
    return runPortfolio({
      ...rest,
      id,
      inputs,
      signals,
      seriesOf: (symbol) => {
        const bars = barsOf(symbol);
        return bars.length > 0 ? toSeries(bars) : undefined;
      },
    });
  return { ...runStrategy({ id, inputs, bars: barsOf(inputs.symbol), signals }), engine: "kernel" };
}

function needsPortfolio({ inputs, actions = [], delistings = [], decide, hooks }: RunFacts): boolean {
  const asksMore = [inputs.universe, inputs.benchmark, decide, hooks].some(Boolean);
  const happens = [...actions, ...delistings].some(({ symbol }) => symbol === inputs.symbol);
  return asksMore || happens || !hasPlainTrading(inputs);
}

/** Whether the kernel knows all that these inputs ask of trading. */
export function hasPlainTrading({
  sizing,
  exits,
  fills,
  costs,
}: Pick<BacktestInputs, "sizing" | "exits" | "fills" | "costs">): boolean {
  const { commissionBps, slippageBps, ...others } = costs;
  const isAllIn = sizing === undefined || sizing.kind === "all-in";
  const given = [...Object.values(others), ...Object.values(exits ?? {}), ...Object.values(fills ?? {})];
  return isAllIn && given.every((value) => value === undefined);
}
