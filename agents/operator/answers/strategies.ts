import type { BacktestReport, PerformanceMetrics, SweepReport } from "#core/model";
import type { Progress } from "../planning/next-action.ts";
import { day, dollars, percent, plural, ratio, table, unmark } from "./format.ts";

type Backtest = Omit<BacktestReport, "equity" | "trades">;

const NAMES: Readonly<Record<string, string>> = {
  "sma-cross": "SMA cross",
  "news-sentiment": "news-sentiment strategy",
};

const parametersOf = (parameters: Readonly<Record<string, number>>) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

function metricRows(metrics: PerformanceMetrics, other: PerformanceMetrics): string[][] {
  const row = (name: string, read: (of: PerformanceMetrics) => string) => [name, read(metrics), read(other)];
  return [
    row("Total return", (of) => percent(of.totalReturn)),
    row("Return per year", (of) => percent(of.annualReturn)),
    row("Volatility per year", (of) => percent(of.annualVolatility)),
    row("Sharpe ratio", (of) => ratio(of.sharpeRatio)),
    row("Deepest drawdown", (of) => percent(of.maxDrawdown)),
    row("Trades", (of) => String(of.tradeCount)),
    row("Costs paid", (of) => dollars(of.totalCosts)),
    row("Final equity", (of) => dollars(of.finalEquity)),
  ];
}

const warningsOf = (warnings: readonly string[]) =>
  warnings.length === 0 ? "" : `\n\nMind:\n${warnings.map((warning) => `- ${warning}`).join("\n")}`;

function wordBacktest({ results }: Progress): string {
  const { inputs, metrics, benchmark, source, warnings } = results[0] as Backtest;
  const { costs } = inputs;
  const head = `A ${NAMES[inputs.strategy]} (${parametersOf(inputs.parameters)}) on **${inputs.symbol}**, ${day(inputs.from)} to ${day(inputs.to)}, ${source} data, with ${costs.commissionBps} bps commission and ${costs.slippageBps} bps slippage, trading at the next open:`;
  return `${head}\n\n${table(["", "Strategy", "Buy and hold"], metricRows(metrics, benchmark))}${warningsOf(warnings)}`;
}

function wordSweep({ results }: Progress): string {
  const report = results[0] as SweepReport;
  const { best, bestOutOfSample, inSample, outOfSample } = report;
  const head = `I tried ${plural(report.trialCount, "combination")} on **${report.symbol}** (${report.source} data) from ${day(inSample.from)} to ${day(inSample.to)}. The best was ${parametersOf(best.parameters)}, checked once on ${day(outOfSample.from)} to ${day(outOfSample.to)}, which the search did not see:`;
  const rows = metricRows(best.metrics, bestOutOfSample);
  const luck = `\n\nLuck alone would give the best of so many worthless trials a Sharpe ratio of about ${ratio(report.expectedMaxSharpeOfLuck)}.`;
  return `${head}\n\n${table(["", "Search period", "Unseen period"], rows)}${luck}${warningsOf(report.warnings)}`;
}

function wordStrategies({ results }: Progress): string {
  const { strategies } = results[0] as {
    strategies: {
      name: string;
      description: string;
      parameters: {
        name: string;
        description: string;
        min: number;
        max: number;
        default: number;
        unit: string;
      }[];
    }[];
  };
  return strategies
    .map(({ name, description, parameters }) => {
      const lines = parameters.map(
        (parameter) =>
          `- ${parameter.name}: ${parameter.description.toLowerCase()}, ${parameter.min} to ${parameter.max} ${parameter.unit}, usually ${parameter.default}`,
      );
      return `**${name}**: ${description}\n${lines.join("\n")}`;
    })
    .join("\n\n");
}

function wordSignals({ results, request }: Progress): string {
  const found = results.at(-1) as {
    signals: {
      symbol: string;
      direction: string;
      strength: number;
      confidence: number;
      rationale: string;
      source: string;
      knownAt: string;
    }[];
  };
  const about = request.slots.symbol ? ` on ${request.slots.symbol}` : "";
  if (found.signals.length === 0) return `The stored news says nothing${about}.`;
  const rows = found.signals.map((signal) => [
    signal.symbol,
    signal.direction,
    ratio(signal.strength),
    ratio(signal.confidence),
    unmark(signal.rationale),
    signal.source,
  ]);
  return `What the news says${about}, newest first:\n\n${table(["Symbol", "View", "Strength", "Confidence", "Why", "Data"], rows)}`;
}

export const strategyAnswers = {
  backtest: wordBacktest,
  sweep: wordSweep,
  strategies: wordStrategies,
  signals: wordSignals,
};
