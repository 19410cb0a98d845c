import { answerOf, type Progress } from "../planning/script.ts";
import { BacktestResult, SignalList } from "../planning/tool-results.ts";
import { day, percent, ratio } from "./format.ts";
import { named } from "./market.ts";

/** A replay told from the others: its rule, parameters, instrument and period. */
const titleOf = ({ inputs }: BacktestResult): string => {
  const parameters = Object.entries(inputs.parameters).map(([name, value]) => `${name} ${value}`);
  return `${inputs.strategy} (${parameters.join(", ")}) on ${inputs.symbol}, ${day(inputs.from)} to ${day(inputs.to)}`;
};

const figuresOf = ({ metrics }: BacktestResult): string =>
  `${percent(metrics.totalReturn)}, Sharpe ratio ${ratio(metrics.sharpeRatio)}, deepest fall ${percent(metrics.maxDrawdown)}`;

/** Which of several replays earned most for its risk, and by which figures. */
export function betterOf(reports: readonly BacktestResult[]): string {
  const ranked = reports
    .filter(({ metrics }) => metrics.sharpeRatio !== null)
    .sort((a, b) => (b.metrics.sharpeRatio ?? 0) - (a.metrics.sharpeRatio ?? 0));
  const [best, next] = ranked;
  if (!best || !next) {
    const idle = reports.filter(({ metrics }) => metrics.sharpeRatio === null).map(titleOf);
    return best
      ? `**${titleOf(best)}** made ${figuresOf(best)}. ${idle.join(" and ")} never traded and made nothing, which says nothing about the rule; there is no fair winner.`
      : "None of them traded, so there is no winner to name.";
  }
  if (best.metrics.sharpeRatio === next.metrics.sharpeRatio)
    return "Their Sharpe ratios are the same, so neither was better for its risk.";
  const earned = best.metrics.totalReturn >= next.metrics.totalReturn;
  return `**Better for its risk: ${titleOf(best)}** (${figuresOf(best)}), ahead of ${titleOf(next)} (${figuresOf(next)}).${earned ? "" : " The other one earned more in all, at more risk."}`;
}

/** The last two different replays of the conversation against each other; empty when there are not two. */
export function whichWasBetter({ thread }: Progress): string {
  const reports = thread.flatMap(({ name, result }) =>
    name === "run_backtest" ? (BacktestResult.safeParse(result).data ?? []) : [],
  );
  const last = reports.at(-1);
  const other = last && reports.findLast((report) => titleOf(report) !== titleOf(last));
  return last && other ? betterOf([other, last]) : "";
}

/** Why a rule on news never traded, when there was nothing it could have read. */
export function noSignals(progress: Progress, [report]: readonly BacktestResult[]): string {
  const signals = answerOf(progress, "signals", SignalList)?.signals;
  if (!report || !signals) return "";
  const { symbol, from, to } = report.inputs;
  const inside = signals.filter(({ knownAt }) => knownAt >= from && knownAt <= to);
  const window = `${day(from)} to ${day(to)}`;
  return inside.length === 0
    ? `The reason: the desk knew **no signals** on ${named(symbol)} from ${window}. Signals are made from collected news; \`generate signals\` reads what has arrived, and only a period after that can use them.`
    : `The desk knew signals on ${named(symbol)} from ${window}, but none was strong enough for this rule to trade on.`;
}
