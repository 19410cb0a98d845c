import { type DetailedMetrics, InvalidInputError } from "#core/model";
import { annualReturn } from "./annual-return.ts";
import { barReturns } from "./bar-returns.ts";
import { activeReturn, benchmarkRegression } from "./benchmark/index.ts";
import { kurtosis, omegaRatio, skewness, tailRatio } from "./distribution/index.ts";
import { deepestSpell, ulcerIndex } from "./drawdown/index.ts";
import { minimumTrackRecord, sharpeConfidence, sharpeEvidence, sharpeInterval } from "./luck/index.ts";
import { mean } from "./mean.ts";
import { periodsPerYear } from "./periods-per-year.ts";
import { totalReturn } from "./total-return.ts";
import {
  type CapacityFacts,
  capacity,
  closedProfits,
  costDrag,
  expectancy,
  longestStreaks,
  meanHoldingBars,
  payoffRatio,
  type RoundTrip,
  tradedValue,
  turnover,
} from "./trades/index.ts";
import {
  cornishFisherRisk,
  gaussianRisk,
  historicalRisk,
  observationsNeeded,
} from "./value-at-risk/index.ts";

/** Confidence of every interval and tail figure of the long table. */
const CONFIDENCE = 0.95;
const DRAWS = 1000;

/** What the long table is made from. */
export interface DetailedFacts {
  /** Bar closes, epoch ms, ascending. */
  times: Float64Array;
  /** Account value at each of them, all > 0. */
  equity: Float64Array;
  /** Value of the benchmark at each of them, all > 0; null without one. */
  benchmark: Float64Array | null;
  /** Any order. */
  trades: readonly RoundTrip[];
  /** USD. */
  totalCosts: number;
  /** What one day of the traded market is like; null where its volume is not known. */
  market: Pick<CapacityFacts, "dailyValue" | "dailyVolatility" | "impactCoefficient"> | null;
  /** Uniform in [0, 1), seeded: the interval of the Sharpe ratio is drawn. */
  random: () => number;
}

/**
 * The long table of figures of an equity curve and its trades, beside the short one of `performanceMetrics`.
 *
 * @throws InvalidInputError for columns of unequal length or an account value that is not above zero
 */
export function detailedMetrics(facts: DetailedFacts): DetailedMetrics {
  checkCurves(facts);
  const returns = barReturns(facts.equity);
  const perYear = periodsPerYear(facts.times);
  return {
    periodsPerYear: perYear,
    omega: omegaRatio(returns),
    ulcerIndex: ulcerIndex(facts.equity),
    drawdown: datedDrawdown(facts),
    ...tailFigures(returns),
    ...benchmarkFigures(returns, facts.benchmark, perYear),
    ...tradeFigures(facts, returns.length / perYear),
    ...luckFigures(returns, perYear, facts.random),
  };
}

function checkCurves({ times, equity, benchmark }: DetailedFacts): void {
  if (times.length !== equity.length || (benchmark && benchmark.length !== equity.length))
    throw new InvalidInputError({
      what: `There are ${times.length} bars, ${equity.length} account values and ${benchmark?.length ?? 0} of the benchmark.`,
      why: "Each belongs to one bar.",
      fix: "Cut all to the bars they share.",
    });
  for (const curve of benchmark ? [equity, benchmark] : [equity]) {
    const bar = curve.findIndex((value) => !(value > 0 && Number.isFinite(value)));
    if (bar < 0) continue;
    throw new InvalidInputError({
      what: `The ${curve === equity ? "account" : "benchmark"} is worth ${curve[bar]} at bar ${bar}.`,
      why: "Returns and drawdowns are fractions of a value above zero.",
      fix: "Look at the prices of that bar, or at what ruined the account.",
    });
  }
}

function datedDrawdown({ times, equity }: DetailedFacts): DetailedMetrics["drawdown"] {
  const spell = deepestSpell(equity);
  if (!spell) return null;
  const at = (bar: number) => new Date(times[bar] as number).toISOString();
  return {
    from: at(spell.peakBar),
    trough: at(spell.troughBar),
    recovered: spell.recoveredBar === null ? null : at(spell.recoveredBar),
    depth: spell.depth,
    bars: (spell.recoveredBar ?? equity.length - 1) - spell.peakBar,
  };
}

function tailFigures(returns: Float64Array) {
  const historical =
    returns.length < observationsNeeded(CONFIDENCE) ? null : historicalRisk(returns, CONFIDENCE);
  const gaussian = gaussianRisk(returns, CONFIDENCE);
  const bent = cornishFisherRisk(returns, CONFIDENCE);
  const tails = kurtosis(returns);
  const each = (figure: "valueAtRisk" | "expectedShortfall") =>
    historical &&
    gaussian && {
      historical: historical[figure],
      gaussian: gaussian[figure],
      cornishFisher: bent?.[figure] ?? null,
    };
  return {
    valueAtRisk: each("valueAtRisk"),
    expectedShortfall: each("expectedShortfall"),
    skewness: skewness(returns),
    excessKurtosis: tails === null ? null : tails - 3,
    tailRatio: tailRatio(returns),
  };
}

function benchmarkFigures(returns: Float64Array, benchmark: Float64Array | null, perYear: number) {
  const others = benchmark && barReturns(benchmark);
  const line = others && benchmarkRegression(returns, others, perYear);
  const active = others && others.length > 1 ? activeReturn(returns, others, perYear) : null;
  return {
    alpha: line?.alpha ?? null,
    beta: line?.beta ?? null,
    informationRatio: active?.informationRatio ?? null,
    trackingError: active?.trackingError ?? null,
  };
}

function tradeFigures({ equity, trades, totalCosts, market }: DetailedFacts, years: number) {
  const profits = closedProfits(trades);
  const streaks = longestStreaks(profits);
  const seen = trades.flatMap(({ excursion }) => (excursion ? [excursion] : []));
  const average = (values: readonly number[]) => (values.length > 0 ? mean(Float64Array.from(values)) : null);
  const traded = tradedValue(trades);
  const yearly = turnover(traded, equity, years);
  const orders = trades.reduce((sum, { exit }) => sum + (exit ? 2 : 1), 0);
  return {
    expectancy: expectancy(profits),
    payoff: payoffRatio(profits),
    turnover: yearly,
    meanHoldingBars: meanHoldingBars(trades),
    longestWinStreak: streaks.wins,
    longestLossStreak: streaks.losses,
    meanAdverseExcursion: average(seen.map(({ adverse }) => adverse)),
    meanFavourableExcursion: average(seen.map(({ favourable }) => favourable)),
    costDrag: costDrag(totalCosts, equity, years),
    capacityUsd:
      market && yearly !== null && orders > 0
        ? capacity({
            ...market,
            annualReturn: annualReturn(totalReturn(equity[0] as number, equity.at(-1) as number), years),
            turnover: yearly,
            orderFraction: traded / orders / mean(equity),
          })
        : null,
  };
}

function luckFigures(returns: Float64Array, perYear: number, random: () => number) {
  const evidence = sharpeEvidence(returns);
  const interval =
    evidence && sharpeInterval(returns, perYear, { confidence: CONFIDENCE, draws: DRAWS, random });
  return {
    probabilisticSharpe: evidence && sharpeConfidence(evidence, 0),
    minimumTrackRecordBars: evidence && minimumTrackRecord(evidence, 0, CONFIDENCE),
    sharpeInterval: interval && { low: interval.low, high: interval.high },
  };
}
