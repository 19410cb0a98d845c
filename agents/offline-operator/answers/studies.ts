import type { Progress } from "../planning/script.ts";
import { answerOf } from "../planning/script.ts";
import { BacktestResult, type Metrics, StrategyList, SweepResult } from "../planning/tool-results.ts";
import type { Request } from "../understanding/request.ts";
import { day, dollars, percent, plural, ratio, table } from "./format.ts";
import { guessNote, named } from "./market.ts";
import { betterOf, noSignals, whichWasBetter } from "./study-comparison.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const RULE_NAMES: Readonly<Record<string, string>> = {
  "sma-cross": "SMA cross",
  "news-sentiment": "news-sentiment rule",
  "macd-trend": "MACD trend",
  "super-trend": "SuperTrend",
  "rsi-reversion": "RSI reversion",
  "bollinger-reversion": "Bollinger reversion",
  "donchian-breakout": "Donchian breakout",
  "time-series-momentum": "time-series momentum rule",
};
const RUNS = [0, 1, 2, 3, 4, 5];
/** An out-of-sample Sharpe ratio below this share of the in-sample one says the search found mostly luck. */
const KEPT = 0.5;

export const parametersOf = (parameters: Readonly<Record<string, number>>) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

const ROWS: readonly (readonly [name: string, read: (metrics: Metrics) => string])[] = [
  ["Total return", (of) => percent(of.totalReturn)],
  ["Return per year", (of) => percent(of.annualReturn)],
  ["Volatility per year", (of) => percent(of.annualVolatility)],
  ["Sharpe ratio", (of) => ratio(of.sharpeRatio)],
  ["Deepest drawdown", (of) => percent(of.maxDrawdown)],
  ["Trades", (of) => String(of.tradeCount)],
  ["Time in the market", (of) => percent(of.exposure)],
  ["Costs paid", (of) => dollars(of.totalCosts)],
  ["Final equity", (of) => dollars(of.finalEquity)],
];

export const metricTable = (head: readonly string[], columns: readonly Metrics[]) =>
  table(
    ["", ...head],
    ROWS.map(([name, read]) => [name, ...columns.map(read)]),
  );

export const warningsOf = (warnings: readonly string[]) =>
  warnings.length > 0 && `**Mind:**\n${warnings.map((warning) => `- ${warning}`).join("\n")}`;

/** What was replayed, in one sentence. */
function setting({ inputs, source }: BacktestResult): string {
  const { commissionBps, slippageBps } = inputs.costs;
  const bars = inputs.interval === "1w" ? "weekly" : inputs.interval === "1m" ? "minute" : "daily";
  return `${named(inputs.symbol)}, ${day(inputs.from)} to ${day(inputs.to)}, ${bars} bars of ${source} data; ${commissionBps} bps commission and ${slippageBps} bps slippage, filled at the next open`;
}

function verdictOn({ metrics, benchmark }: BacktestResult): string {
  const beat = metrics.totalReturn > benchmark.totalReturn;
  return `It made **${percent(metrics.totalReturn)}** with a Sharpe ratio of **${ratio(metrics.sharpeRatio)}** and a deepest fall of ${percent(metrics.maxDrawdown)}; buying and holding made ${percent(benchmark.totalReturn)}, so the rule ${beat ? "did better" : "did **not** beat it"}.`;
}

function backtestWords(report: BacktestResult): string {
  const { inputs, metrics, benchmark, warnings } = report;
  const rule = RULE_NAMES[inputs.strategy] ?? inputs.strategy;
  return paragraphs(
    `${/^(?:[AEIO]|SMA|RSI|MACD)/i.test(rule) ? "An" : "A"} ${rule} (${parametersOf(inputs.parameters)}) on ${setting(report)}. ${verdictOn(report)}`,
    metricTable([rule, "Buy and hold"], [metrics, benchmark]),
    warningsOf(warnings),
  );
}

const backtest: Wording = (request, progress) => {
  if (progress.call("strategies")) return unknownRule(request, progress);
  const keys = RUNS.map((run) => `run-${run}`).filter((key) => progress.call(key));
  const reports = keys.flatMap((key) => answerOf(progress, key, BacktestResult) ?? []);
  const single = keys.length === 1 || reports.length < keys.length;
  return paragraphs(
    guessNote(request),
    usualRuleNote(request),
    ...(single
      ? keys.map((key) => toldBy(progress, key, BacktestResult, backtestWords))
      : [comparison(reports)]),
    noSignals(progress, reports),
    request.slots.comparing && single && whichWasBetter(progress),
    reports.length > 0 && hint(nextAfterBacktest(reports)),
  );
};

const nextAfterBacktest = (reports: readonly BacktestResult[]) =>
  reports.length > 1
    ? "Picking the best of several is a search too: `tune it` checks the winner on unseen bars."
    : "Next: `tune it`, `and with 10 bps slippage`, `now weekly`, or `put $500 in it`.";

function comparison(reports: readonly BacktestResult[]): string {
  const rows = reports.map(({ inputs, metrics, benchmark, source }) => [
    named(inputs.symbol),
    parametersOf(inputs.parameters),
    percent(metrics.totalReturn),
    ratio(metrics.sharpeRatio),
    percent(metrics.maxDrawdown),
    String(metrics.tradeCount),
    percent(benchmark.totalReturn),
    source,
  ]);
  const [first] = reports;
  const head = ["", "Parameters", "Return", "Sharpe", "Drawdown", "Trades", "Buy and hold", "Data"];
  return paragraphs(
    first &&
      `${day(first.inputs.from)} to ${day(first.inputs.to)}, ${first.inputs.costs.commissionBps} bps commission and ${first.inputs.costs.slippageBps} bps slippage:`,
    table(head, rows),
    betterOf(reports),
    warningsOf([...new Set(reports.flatMap(({ warnings }) => warnings))]),
  );
}

const usualRuleNote = ({ slots }: Request) =>
  !slots.strategy && !slots.unknownStrategy && "You named no rule, so I took the SMA cross.";

/** The rule named is not one of the desk's: says so, and which there are. */
function unknownRule(request: Request, progress: Progress): string {
  const asked = request.slots.unknownStrategy ?? "that rule";
  return toldBy(progress, "strategies", StrategyList, ({ strategies: known }) =>
    paragraphs(
      `The desk has no rule called “${asked}”, so nothing was run. It has:`,
      known.map(({ name, description }) => `- **${name}**: ${description}`).join("\n"),
      hint(`Try \`backtest a golden cross on ${request.slots.symbols?.[0] ?? "SP500"}\`.`),
    ),
  );
}

const sweep: Wording = (request, progress) => {
  if (progress.call("strategies")) return unknownRule(request, progress);
  const keys = RUNS.map((run) => `sweep-${run}`).filter((key) => progress.call(key));
  return paragraphs(
    guessNote(request),
    usualRuleNote(request),
    ...keys.map((key) => toldBy(progress, key, SweepResult, sweepWords)),
  );
};

function sweepWords(report: SweepResult): string {
  const { best, bestOutOfSample, inSample, outOfSample } = report;
  const search = `${day(inSample.from)} to ${day(inSample.to)}`;
  const unseen = `${day(outOfSample.from)} to ${day(outOfSample.to)}`;
  return paragraphs(
    `I tried ${plural(report.trialCount, "combination")} of the ${RULE_NAMES[report.strategy] ?? report.strategy} on ${named(report.symbol)}, ${report.source} data, searching ${search}. The best was **${parametersOf(best.parameters)}**. I then ran it once on ${unseen}, which the search never saw:`,
    metricTable(["Search period", "Unseen period"], [best.metrics, bestOutOfSample]),
    luckWords(report),
    warningsOf(report.warnings),
    hint("Next: `backtest the best one`, or `put $500 in it` if the unseen column convinces you."),
  );
}

/** How much of the winner's Sharpe ratio luck explains, said before anybody is tempted. */
function luckWords({ best, bestOutOfSample, expectedMaxSharpeOfLuck, trialCount }: SweepResult): string {
  const [found, unseen] = [best.metrics.sharpeRatio, bestOutOfSample.sharpeRatio];
  const luck = `The best of ${trialCount} worthless trials would show a Sharpe ratio of about ${ratio(expectedMaxSharpeOfLuck)} by luck alone; this one shows ${ratio(found)} in the search and ${ratio(unseen)} on unseen bars.`;
  if (found === null || unseen === null)
    return `${luck} One of them cannot be computed, so **do not trust it**.`;
  if (found <= expectedMaxSharpeOfLuck) return `${luck} **That is no more than luck gives.**`;
  return unseen < found * KEPT
    ? `${luck} Most of it did not survive: **treat the tuned figure as luck.**`
    : `${luck} It held up on unseen bars, which is evidence and no proof.`;
}

const pastBacktest: Wording = ({ slots }, progress) =>
  slots.comparing
    ? whichWasBetter(progress) ||
      "There is only one backtest in this conversation, so there is nothing to compare it with."
    : progress.call("get_backtest")
      ? toldBy(progress, "get_backtest", BacktestResult, backtestWords)
      : "There is no backtest in this conversation yet. Give me one to run, for example `backtest a 20/50 cross on Apple`, or the id of an earlier one.";

const strategies: Wording = (_request, progress) =>
  toldBy(progress, "list_strategies", StrategyList, ({ strategies: known }) =>
    paragraphs(
      ...known.map(({ name, description, parameters }) =>
        [
          `**${name}**: ${description}`,
          ...parameters.map(
            (each) =>
              `- \`${each.name}\`: ${each.description.toLowerCase()}, ${each.min} to ${each.max}, usually ${each.default}`,
          ),
        ].join("\n"),
      ),
      hint("Try `backtest a 20/50 cross on the index since 2010`, then `tune it`."),
    ),
  );

export const STUDY_WORDINGS = { backtest, sweep, "past-backtest": pastBacktest, strategies };
