import { randomOf } from "#core/market-data";
import {
  barReturns,
  bootstrapInterval,
  mean,
  periodsPerYear,
  sampleDeviation,
  sharpeRatio,
  totalReturn,
} from "#core/metrics";
import { type BacktestComparison, type BacktestReport, InvalidInputError } from "#core/model";

const CONFIDENCE = 0.95;
const DRAWS = 1000;
/** Fewer common bars than this compare nothing. */
const FEWEST_BARS = 20;

interface Aligned {
  report: BacktestReport;
  name: string;
  returns: Float64Array;
  total: number;
  sharpe: number | null;
}

/**
 * Backtests side by side on the bars all of them have, best Sharpe ratio first. The distance to the best is drawn by
 * the stationary bootstrap of paired bars, with a fixed seed.
 *
 * @throws InvalidInputError when there are not two of them, or too few bars in common
 */
export function compareBacktests(reports: readonly BacktestReport[]): BacktestComparison {
  const [first, ...others] = reports;
  if (!first || others.length === 0)
    throw new InvalidInputError({
      what: `${reports.length} backtest cannot be compared.`,
      why: "It takes two.",
      fix: "Name two to ten backtests.",
    });
  const shared = others.reduce(
    (days, { equity }) => {
      const held = new Set(equity.map(({ at }) => at));
      return days.filter((at) => held.has(at));
    },
    first.equity.map(({ at }) => at),
  );
  const [from, to] = [shared[0], shared.at(-1)];
  if (!from || !to || shared.length < FEWEST_BARS)
    throw new InvalidInputError({
      what: `These backtests have ${shared.length} bars in common.`,
      why: `What is compared must have lived through the same market, for ${FEWEST_BARS} bars at least.`,
      fix: "Run them again on the same window and interval.",
    });
  const perYear = periodsPerYear(Float64Array.from(shared, Date.parse));
  const aligned = reports.map((report) => align(report, shared, perYear)).sort(bySharpe);
  const rows = aligned.map((one) => ({
    backtestId: one.report.id,
    name: one.name,
    metrics: one.report.metrics,
    sharpeRatio: one.sharpe,
    totalReturn: one.total,
    behindBest: one === aligned[0] ? null : distance(aligned[0] as Aligned, one, perYear),
  }));
  return {
    from,
    to,
    bars: shared.length,
    confidence: CONFIDENCE,
    rows,
    correlations: aligned.map((a) => aligned.map((b) => correlation(a.returns, b.returns))),
    words: wordsFor(rows),
  };
}

function align(report: BacktestReport, shared: readonly string[], perYear: number): Aligned {
  const at = new Map(report.equity.map((point) => [point.at, point.equity]));
  const equity = Float64Array.from(shared, (instant) => at.get(instant) ?? Number.NaN);
  const returns = barReturns(equity);
  const { inputs } = report;
  const numbers = Object.entries(inputs.parameters).map(([name, value]) => `${name} ${value}`);
  return {
    report,
    name: `${inputs.strategy} (${numbers.join(", ") || "written rule"}) on ${(inputs.universe ?? [inputs.symbol]).join(", ")}`,
    returns,
    total: totalReturn(equity[0] as number, equity.at(-1) as number),
    sharpe: sharpeRatio(mean(returns), sampleDeviation(returns), perYear),
  };
}

const bySharpe = (a: Aligned, b: Aligned): number =>
  (b.sharpe ?? Number.NEGATIVE_INFINITY) - (a.sharpe ?? Number.NEGATIVE_INFINITY) ||
  a.report.id.localeCompare(b.report.id);

function distance(best: Aligned, other: Aligned, perYear: number) {
  const sharpeOf = (returns: Float64Array, bars: Float64Array) => {
    const drawn = bars.map((bar) => returns[bar] as number);
    return sharpeRatio(mean(drawn), sampleDeviation(drawn), perYear);
  };
  const bars = Float64Array.from(best.returns, (_, bar) => bar);
  const interval = bootstrapInterval(
    bars,
    (drawn) => {
      const [mine, theirs] = [sharpeOf(best.returns, drawn), sharpeOf(other.returns, drawn)];
      return mine === null || theirs === null ? null : mine - theirs;
    },
    { confidence: CONFIDENCE, draws: DRAWS, random: randomOf("comparison") },
  );
  if (!interval) return null;
  const { estimate, low, high } = interval;
  return { difference: estimate, low, high, isClear: low > 0 };
}

function correlation(a: Float64Array, b: Float64Array): number | null {
  const [meanA, meanB] = [mean(a), mean(b)];
  const products = a.map((value, bar) => (value - meanA) * ((b[bar] as number) - meanB));
  const scale = sampleDeviation(a) * sampleDeviation(b) * (a.length - 1);
  return scale > 0 ? Math.max(-1, Math.min(1, (mean(products) * a.length) / scale)) : null;
}

const unclear = (some: number, all: number): string =>
  all === 1 ? "the other" : some === all ? "the others" : `${some} of the other ${all}`;

function wordsFor(rows: BacktestComparison["rows"]): string[] {
  const [best, ...others] = rows;
  const clear = others.filter(({ behindBest }) => behindBest?.isClear);
  const words =
    clear.length === others.length
      ? [`${best?.name} is better than the rest by more than chance explains.`]
      : [
          `${best?.name} has the highest Sharpe ratio, but ${unclear(others.length - clear.length, others.length)} cannot be told apart from it on this history.`,
        ];
  if (rows.some(({ metrics }) => metrics.tradeCount < 30))
    words.push("One or more made fewer than 30 trades: too few to tell skill from luck.");
  return words;
}
