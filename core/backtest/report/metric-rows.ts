import type { BacktestReport, DetailedMetrics, PerformanceMetrics } from "#core/model";
import { count, percent, ratio, usd } from "./figures.ts";

/** A named figure of the strategy and of its benchmark. */
export type MetricRow = readonly [name: string, own: string, benchmark: string];

/** The short table, strategy beside benchmark. */
export function metricRows({ metrics, benchmark }: BacktestReport): MetricRow[] {
  const row = (name: string, write: (of: PerformanceMetrics) => string): MetricRow => [
    name,
    write(metrics),
    write(benchmark),
  ];
  return [
    row("Total return", (of) => percent(of.totalReturn)),
    row("Annual return, compound", (of) => percent(of.annualReturn)),
    row("Annual volatility", (of) => percent(of.annualVolatility)),
    row("Sharpe ratio, no risk-free rate", (of) => ratio(of.sharpeRatio)),
    row("Sortino ratio", (of) => ratio(of.sortinoRatio)),
    row("Calmar ratio", (of) => ratio(of.calmarRatio)),
    row("Deepest drawdown", (of) => percent(of.maxDrawdown)),
    row("Trades", (of) => count(of.tradeCount)),
    row("Winning trades", (of) => percent(of.winRate)),
    row("Profit factor", (of) => ratio(of.profitFactor)),
    row("Bars with a position", (of) => percent(of.exposure)),
    row("Commission and slippage", (of) => usd(of.totalCosts)),
    row("Final equity", (of) => usd(of.finalEquity)),
  ];
}

/** The long table; what the history does not allow is a dash. */
export function detailRows(of: DetailedMetrics): [name: string, value: string][] {
  const risk = (values: DetailedMetrics["valueAtRisk"]) =>
    values
      ? `${percent(values.historical)} / ${percent(values.gaussian)} / ${percent(values.cornishFisher)}`
      : "–";
  const interval = of.sharpeInterval;
  return [
    ["Sharpe ratio, 95 % interval", interval ? `${ratio(interval.low)} to ${ratio(interval.high)}` : "–"],
    ["Probability that the true Sharpe ratio is above 0", percent(of.probabilisticSharpe)],
    ["Bars needed to be 95 % sure of it", count(of.minimumTrackRecordBars)],
    ["Omega", ratio(of.omega)],
    ["Ulcer index", percent(of.ulcerIndex)],
    ["Deepest drawdown lasted", of.drawdown ? `${count(of.drawdown.bars)} bars` : "–"],
    ["Value at risk of a bar, 95 %: historical / Gaussian / Cornish–Fisher", risk(of.valueAtRisk)],
    ["Expected shortfall, the same", risk(of.expectedShortfall)],
    ["Skewness", ratio(of.skewness)],
    ["Excess kurtosis", ratio(of.excessKurtosis)],
    ["Tail ratio", ratio(of.tailRatio)],
    ["Alpha a year", percent(of.alpha)],
    ["Beta", ratio(of.beta)],
    ["Information ratio", ratio(of.informationRatio)],
    ["Tracking error a year", percent(of.trackingError)],
    ["Expectancy of a trade", usd(of.expectancy)],
    ["Payoff ratio", ratio(of.payoff)],
    ["Turnover a year", ratio(of.turnover)],
    ["Mean holding, bars", ratio(of.meanHoldingBars)],
    ["Longest run of wins / losses", `${count(of.longestWinStreak)} / ${count(of.longestLossStreak)}`],
    ["Mean worst open loss", percent(of.meanAdverseExcursion)],
    ["Mean best open gain", percent(of.meanFavourableExcursion)],
    ["Return a year given up to costs", percent(of.costDrag)],
    ["Capacity", usd(of.capacityUsd)],
  ];
}
