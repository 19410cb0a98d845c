import type { Request, Slots } from "../understanding/request.ts";
import { legsOf, TRACKERS } from "./order-script.ts";
import { ExecutionList, ExecutionResult } from "./risk-results.ts";
import { answerOf, type Progress, type Script, type Step } from "./script.ts";
import { PortfolioResult } from "./tool-results.ts";

const REASON_CHARS = 300;

/** The person's own words, as the reason on record. */
export function inTheirWords({ message }: Progress): string {
  const words = message.replace(/\s+/g, " ").trim();
  return `Asked in chat: “${words.length > REASON_CHARS ? `${words.slice(0, REASON_CHARS)}…` : words}”`;
}

const weighing = ({ method, turnover, maxWeight, symbols }: Slots) => ({
  method,
  ...(turnover === undefined ? {} : { turnover }),
  ...(maxWeight === undefined ? {} : { maxWeight }),
  ...(symbols ? { symbols: symbols.map((symbol) => TRACKERS[symbol] ?? symbol) } : {}),
});

export const rebalanceScript: Script = ({ slots }, progress) => [
  {
    key: "propose_rebalance",
    tool: "propose_rebalance",
    args: { ...weighing(slots), rationale: inTheirWords(progress) },
  },
];

export const weightsScript: Script = ({ slots }) => [
  { key: "optimize_portfolio", tool: "optimize_portfolio", args: weighing(slots) },
];

export const riskScript: Script = ({ slots: { shocks } }) => [
  {
    key: "get_risk_report",
    tool: "get_risk_report",
    args: shocks ? { scenarios: [{ name: "as you asked", shocks }] } : {},
  },
];

/** The limits as they stand, so that the old figure can be told beside the new one; then the change. */
export const tightenScript: Script = ({ slots }, progress) => {
  const look: Step = { key: "get_limits", tool: "get_limits", args: {} };
  if (!progress.call("get_limits")) return [look];
  return [
    look,
    {
      key: "tighten_limits",
      tool: "tighten_limits",
      args: { changes: slots.changes, reason: inTheirWords(progress) },
    },
  ];
};

/** Days a question looks back when it names none. */
const USUAL_DAYS = 30;
const DAY_MS = 86_400_000;

export const shadowScript: Script = ({ slots: { changes, window } }, { now }) => {
  const since = window?.from ? Math.ceil((now.getTime() - Date.parse(window.from)) / DAY_MS) : USUAL_DAYS;
  return [
    {
      key: "shadow_limit",
      tool: "shadow_limit",
      args: { changes, days: Math.min(365, Math.max(1, since)) },
    },
  ];
};

export const haltScript: Script = (_request, progress) => [
  { key: "halt", tool: "halt", args: { reason: inTheirWords(progress) } },
];

/** Portfolio where a size depends on it, then propose and judge the whole; one instrument after the other. */
export function executionScript(request: Request, progress: Progress): Step[] {
  const { slots } = request;
  const steps: Step[] = [];
  if (slots.aspect === "everything" || (slots.share && slots.share.of !== "previous")) {
    steps.push({ key: "portfolio", tool: "get_portfolio", args: {} });
    if (!answerOf(progress, "portfolio", PortfolioResult)) return steps;
  }
  for (const leg of legsOf(request, progress)) {
    if (leg.impossible) continue;
    const key = `execute-${leg.key}`;
    steps.push({
      key,
      tool: "propose_execution",
      args: {
        symbol: leg.symbol,
        side: slots.side,
        algorithm: slots.algorithm,
        ...(leg.quantity ? { quantity: leg.quantity } : { notionalUsd: leg.notionalUsd }),
        ...(slots.durationMinutes ? { durationMinutes: slots.durationMinutes } : {}),
        ...(slots.displayQuantity ? { displayQuantity: slots.displayQuantity } : {}),
        ...(slots.participation ? { maxParticipation: slots.participation } : {}),
        ...(slots.limitPrice ? { limitPrice: slots.limitPrice } : {}),
        rationale: inTheirWords(progress),
      },
    });
    const execution = answerOf(progress, key, ExecutionResult);
    if (!execution) {
      if (!progress.call(key)) return steps;
      continue;
    }
    steps.push({
      key: `judge-${leg.key}`,
      tool: "judge_order",
      args: { proposalId: execution.proposalId },
    });
  }
  return steps;
}

export const executionsScript: Script = ({ slots }) => [
  {
    key: "list_executions",
    tool: "list_executions",
    args: {
      ...(slots.status === "open" || slots.status === "closed"
        ? { status: slots.status === "open" ? "open" : "ended" }
        : {}),
      ...(slots.symbols?.[0] ? { symbol: slots.symbols[0] } : {}),
    },
  },
];

/** The one execution that fits is ended; where several do, or none, nothing is. */
export const endExecutionScript: Script = ({ slots }, progress) => {
  const steps: Step[] = [
    {
      key: "list_executions",
      tool: "list_executions",
      args: { status: "open", ...(slots.symbols?.[0] ? { symbol: slots.symbols[0] } : {}) },
    },
  ];
  const [only, ...others] = fittingExecutions(slots, progress);
  if (only && others.length === 0)
    steps.push({
      key: "cancel_execution",
      tool: "cancel_execution",
      args: { executionId: only.id, reason: inTheirWords(progress) },
    });
  return steps;
};

/** Open executions of the algorithm that was named. */
export const fittingExecutions = ({ algorithm }: Slots, progress: Progress) =>
  (answerOf(progress, "list_executions", ExecutionList)?.executions ?? []).filter(
    (execution) => !algorithm || execution.algorithm === algorithm,
  );
