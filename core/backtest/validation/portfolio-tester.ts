import type { BarSeries } from "#core/market-data";
import type { BacktestInputs, ParameterValues, Signal, TradingCosts } from "#core/model";
import type { RuleFacts } from "#core/strategy";
import type { CorporateAction, Delisting } from "../engine/corporate-actions.ts";
import { DirectionTrader } from "../engine/direction-trader.ts";
import { alignMarket, type Market } from "../engine/market.ts";
import { settingsOf } from "../engine/run-portfolio.ts";
import { type Simulation, simulate } from "../engine/simulate.ts";
import { simulationMetrics } from "../engine/simulation-metrics.ts";
import { roundTrips } from "../engine/told-trades.ts";
import { cutSeries } from "../unseen.ts";
import type { BarRange } from "./splits/bar-range.ts";
import type { Tester } from "./tester.ts";
import type { Tried } from "./walk-forward.ts";

export interface PortfolioTesterFacts {
  inputs: Omit<BacktestInputs, "parameters">;
  /** Of every instrument of the universe, checked; bars before inputs.from only warm up. */
  series: readonly BarSeries[];
  /** On any of them. */
  signals: readonly Signal[];
  actions?: readonly CorporateAction[];
  delistings?: readonly Delisting[];
  /** One direction per bar of an instrument, by what was known at that bar's close. */
  decide: (facts: RuleFacts, parameters: ParameterValues) => Int8Array;
}

const FREE: TradingCosts = { commissionBps: 0, slippageBps: 0 };

/**
 * A tester of many instruments with one cash account, own sizing, exits and fills, by the portfolio engine. The market
 * that trials are judged beside is the universe, bought in equal shares and held.
 */
export function portfolioTester(facts: PortfolioTesterFacts): Tester {
  const { inputs, series } = facts;
  const signals = [...facts.signals].sort(
    (a, b) => a.knownAt.localeCompare(b.knownAt) || a.id.localeCompare(b.id),
  );
  const align = (cut: readonly BarSeries[]) => alignMarket(cut, facts.actions, facts.delistings);
  const market = align(series);
  const { firstBar = 0 } = settingsOf({ inputs }, market);
  const times = market.times.subarray(firstBar);
  const run = (
    on: Market,
    directions: readonly Int8Array[],
    range: BarRange,
    cash: number,
    costs: TradingCosts,
  ) =>
    simulate(on, new DirectionTrader(directions, inputs), {
      ...settingsOf({ inputs: { ...inputs, costs, initialCash: cash } }, on),
      firstBar: firstBar + range.from,
    });
  const directionsOf = (parameters: ParameterValues) =>
    series.map((one) =>
      facts.decide(
        { series: one, signals: signals.filter(({ symbol }) => symbol === one.symbol) },
        parameters,
      ),
    );
  const whole = { from: 0, to: times.length };
  const held = simulate(
    market,
    new DirectionTrader(series.map((one) => new Int8Array(one.times.length).fill(1))),
    { initialCash: inputs.initialCash, costs: FREE, firstBar, fractional: true },
  );
  return {
    times,
    market: held.equity,
    returnsOf: (parameters) =>
      run(market, directionsOf(parameters), whole, inputs.initialCash, inputs.costs).returns,
    tryOn: (parameters, range, cash, costs) => {
      // Nothing after the stretch is there: a mark or a trade from beyond it would be a look ahead.
      const until = align(series.map((one) => upTo(one, times[range.to - 1] as number)));
      return triedOf(until, run(until, directionsOf(parameters), range, cash, costs));
    },
  };
}

function upTo(series: BarSeries, time: number): BarSeries {
  const end = series.times.findIndex((each) => each > time);
  return end < 0 ? series : cutSeries(series, 0, end);
}

function triedOf(market: Market, result: Simulation): Tried {
  return {
    equity: result.equity,
    metrics: simulationMetrics(market, result),
    closed: roundTrips(market, result)
      .filter(({ exit }) => exit)
      .sort((a, b) => (a.exit?.bar ?? 0) - (b.exit?.bar ?? 0))
      .map(({ entryBar, profit }) => ({ profit, share: profit / (result.equity[entryBar - 1] as number) })),
  };
}
