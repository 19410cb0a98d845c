import type { BarSeries } from "#core/market-data";
import type { BacktestInputs, BacktestReport, Signal } from "#core/model";
import { type RuleFacts, resolveParameters, ruleOf } from "#core/strategy";
import { assertReplayable } from "../backtest.ts";
import { warningsFor } from "../warnings.ts";
import { checkPortfolio } from "./check-portfolio.ts";
import type { CorporateAction, Delisting } from "./corporate-actions.ts";
import { DirectionTrader } from "./direction-trader.ts";
import { alignMarket, type Market } from "./market.ts";
import { portfolioWarnings } from "./portfolio-warnings.ts";
import { type Simulation, type SimulationHooks, type SimulationSettings, simulate } from "./simulate.ts";
import { simulationDetails, simulationMetrics } from "./simulation-metrics.ts";
import { toldTrades } from "./told-trades.ts";

/** Changes whenever the same inputs give other bytes. */
export const ENGINE_VERSION = "portfolio-1";
/** Equity over gross exposure below which a broker closes positions, when the inputs do not say. */
const USUAL_MAINTENANCE = 0.25;

/** Everything a portfolio backtest is made from, as known at inputs.asOf. */
export interface PortfolioFacts {
  id: string;
  inputs: BacktestInputs;
  /** Bars of an instrument, raw prices; those before inputs.from only warm up. */
  seriesOf(symbol: string): BarSeries | undefined;
  /** On any instrument. */
  signals: readonly Signal[];
  actions?: readonly CorporateAction[];
  delistings?: readonly Delisting[];
  /** In place of the rule of inputs.strategy: one direction per bar of the series. */
  decide?: (facts: RuleFacts) => Int8Array;
  /** Bars `decide` needs before its first decision. */
  warmUpBars?: number;
  /** Who is asked and told while it runs. */
  hooks?: SimulationHooks;
}

/**
 * Replays a strategy on one or many instruments with one cash account: the same inputs and facts give the same report
 * to the byte.
 *
 * @throws InvalidInputError naming every fault of the inputs together, before any work
 */
export function runPortfolio(facts: PortfolioFacts): BacktestReport {
  const { id, inputs, actions = [] } = facts;
  const series = checkPortfolio(facts);
  const { decide, parameters, warmUpBars } = decisionOf(facts);
  for (const one of series) assertReplayable(one, warmUpBars, one);
  const known = [...facts.signals].sort(
    (a, b) => a.knownAt.localeCompare(b.knownAt) || a.id.localeCompare(b.id),
  );
  const directions = series.map((one) =>
    decide({ series: one, signals: known.filter(({ symbol }) => symbol === one.symbol) }),
  );
  const market = alignMarket(series, actions, [...(facts.delistings ?? []), ...delistingsOf(actions)]);
  const settings = settingsOf(facts, market);
  const { sizing, exits, fills } = inputs;
  const result = simulate(market, new DirectionTrader(directions, { sizing, exits, fills }), settings);
  const metrics = simulationMetrics(market, result);
  const benchmark = benchmarkOf(facts, market, settings);
  const detailed = simulationDetails(market, result, benchmark.equity, inputs.seed ?? 1);
  const [first] = series as [BarSeries];
  const source = series.find((one) => one.source === "simulated")?.source ?? first.source;
  return {
    id,
    inputs: { ...inputs, parameters },
    source,
    metrics,
    benchmark: benchmark.metrics,
    equity: Array.from(result.equity, (equity, at) => ({
      at: new Date(market.times[result.firstBar + at] ?? Number.NaN).toISOString(),
      equity,
    })),
    trades: toldTrades(market, result),
    warnings: [
      ...warningsFor({
        series: { ...first, source, times: market.times.subarray(result.firstBar) },
        inputs,
        result: { metrics },
        benchmark,
        warmUpBars,
      }),
      ...portfolioWarnings({ market, inputs, result, metrics, actions }),
    ],
    engine: "portfolio",
    ...(detailed && { detailed }),
    costs: result.costs,
    codeVersion: ENGINE_VERSION,
  };
}

function decisionOf({ inputs, decide, warmUpBars = 0 }: PortfolioFacts) {
  if (decide) return { decide, parameters: inputs.parameters, warmUpBars };
  const rule = ruleOf(inputs.strategy, inputs.rule);
  const parameters = resolveParameters(inputs.strategy, inputs.parameters, inputs.rule);
  return {
    decide: (facts: RuleFacts) => rule.decide(facts, parameters),
    parameters,
    warmUpBars: rule.warmUpBars(parameters),
  };
}

const delistingsOf = (actions: readonly CorporateAction[]): Delisting[] =>
  actions.flatMap(({ kind, symbol, exOn }) => (kind === "delisting" ? [{ symbol, on: exOn }] : []));

/** How the inputs want a market replayed. */
export function settingsOf(
  { inputs, hooks }: Pick<PortfolioFacts, "hooks"> & { inputs: Omit<BacktestInputs, "parameters"> },
  market: Market,
): SimulationSettings {
  const { limitFill, volumeShare, fractional, maxLeverage, maintenanceMargin } = inputs.fills ?? {};
  const from = Date.parse(inputs.from);
  return {
    initialCash: inputs.initialCash,
    costs: inputs.costs,
    firstBar: market.times.findIndex((time) => time >= from),
    maintenanceMargin: maintenanceMargin ?? USUAL_MAINTENANCE,
    ...(limitFill && { limitFill }),
    ...(volumeShare !== undefined && { volumeShare }),
    ...(fractional !== undefined && { fractional }),
    ...(maxLeverage !== undefined && { maxLeverage }),
    ...hooks,
  };
}

/** Buy and hold under the same costs: of inputs.benchmark, or of the universe in equal shares. */
function benchmarkOf(
  { inputs, seriesOf, actions }: PortfolioFacts,
  market: Market,
  settings: SimulationSettings,
) {
  const { benchmark: symbol } = inputs;
  const series =
    symbol === undefined
      ? undefined
      : checkPortfolio({ inputs: { ...onlySymbol(inputs), symbol }, seriesOf });
  const held = series ? alignMarket(series, actions) : market;
  const { initialCash, costs } = settings;
  const firstBar = held.times.findIndex((time) => time >= (market.times[settings.firstBar ?? 0] as number));
  const long = held.listings.map((listing) => new Int8Array(listing.series.times.length).fill(1));
  const result = simulate(held, new DirectionTrader(long), { initialCash, costs, firstBar });
  return {
    metrics: simulationMetrics(held, result),
    equity: onClock(market, settings.firstBar ?? 0, held, result),
  };
}

function onlySymbol(inputs: BacktestInputs): BacktestInputs {
  const { universe, ...rest } = inputs;
  return rest;
}

/** A run's equity at the bars of another market's clock: the newest known at each. */
function onClock(
  { times }: Market,
  firstBar: number,
  held: Market,
  { equity, firstBar: begins }: Simulation,
): Float64Array {
  const laid = new Float64Array(times.length - firstBar);
  let at = 0;
  for (let bar = firstBar; bar < times.length; bar++) {
    while (at + 1 < equity.length && (held.times[begins + at + 1] as number) <= (times[bar] as number)) at++;
    laid[bar - firstBar] = equity[at] as number;
  }
  return laid;
}
