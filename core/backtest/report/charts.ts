import {
  annualVolatility,
  barReturns,
  mean,
  periodsPerYear,
  sampleDeviation,
  sharpeRatio,
  totalReturn,
  underwater,
} from "#core/metrics";
import type { BacktestCharts, BacktestReport, Histogram } from "#core/model";

const BINS = 40;
/** Shortest and usual window of the rolling figures, bars. */
const SHORTEST_WINDOW = 20;

/** What a result page draws of a report. Pure: the same report gives the same charts. */
export function chartsOf(report: BacktestReport): BacktestCharts {
  const equity = Float64Array.from(report.equity, (point) => point.equity);
  const tradeReturns = Float64Array.from(report.trades, (trade) => trade.profitFraction);
  return {
    backtestId: report.id,
    underwater: Array.from(underwater(equity), (depth, bar) => ({ at: report.equity[bar]?.at ?? "", depth })),
    rolling: rollingOf(report, equity),
    monthly: monthlyReturns(report),
    barReturns: histogramOf(barReturns(equity)) ?? { from: 0, width: 1, counts: [] },
    tradeReturns: histogramOf(tradeReturns),
    exposure: openTrades(report),
  };
}

/** A year's window where a third of the history allows it, a shorter one otherwise. */
function rollingOf(report: BacktestReport, equity: Float64Array): BacktestCharts["rolling"] {
  const times = Float64Array.from(report.equity, ({ at }) => Date.parse(at));
  const perYear = periodsPerYear(times);
  const third = Math.floor(equity.length / 3);
  const bars = Math.max(SHORTEST_WINDOW, Math.min(Math.round(perYear), third));
  const returns = barReturns(equity);
  const points: BacktestCharts["rolling"]["points"] = [];
  for (let end = bars; end <= returns.length; end++) {
    const window = returns.subarray(end - bars, end);
    const deviation = sampleDeviation(window);
    const at = report.equity[end]?.at;
    if (at)
      points.push({
        at,
        sharpeRatio: sharpeRatio(mean(window), deviation, perYear),
        annualVolatility: annualVolatility(deviation, perYear),
      });
  }
  return { bars, points };
}

/** Each month from the last value before it to its own last value. */
export function monthlyReturns(report: Pick<BacktestReport, "equity">): BacktestCharts["monthly"] {
  const years: { year: number; months: (number | null)[]; first: number; last: number }[] = [];
  const [start] = report.equity;
  let before = start?.equity ?? 1;
  report.equity.forEach(({ at, equity }, bar) => {
    const year = Number(at.slice(0, 4));
    const month = Number(at.slice(5, 7)) - 1;
    let row = years.at(-1);
    if (row?.year !== year) {
      row = { year, months: new Array<number | null>(12).fill(null), first: before, last: before };
      years.push(row);
    }
    if (report.equity[bar + 1]?.at.slice(0, 7) === at.slice(0, 7)) return;
    row.months[month] = totalReturn(before, equity);
    row.last = equity;
    before = equity;
  });
  return years.map(({ year, months, first, last }) => ({ year, months, total: totalReturn(first, last) }));
}

/** Bins of equal width over the whole range; null when there is nothing to count. */
export function histogramOf(values: Float64Array): Histogram | null {
  if (values.length === 0) return null;
  const from = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const to = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (from === to) return { from, width: Math.max(Math.abs(from), 1e-9), counts: [values.length] };
  const bins = Math.min(BINS, Math.max(1, Math.ceil(Math.sqrt(values.length))));
  const width = (to - from) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((value - from) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from, width, counts };
}

/** How many trades were open, told at each change. */
function openTrades(report: BacktestReport): BacktestCharts["exposure"] {
  const changes = new Map<string, number>();
  const change = (at: string, by: number) => changes.set(at, (changes.get(at) ?? 0) + by);
  for (const { enteredAt, exitedAt } of report.trades) {
    change(enteredAt, 1);
    if (exitedAt) change(exitedAt, -1);
  }
  let open = 0;
  return [...changes]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([at, by]) => {
      open += by;
      return { at, open };
    });
}
