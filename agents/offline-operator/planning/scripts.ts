import type { Intent, Request, Slots } from "../understanding/request.ts";
import { forgetScript } from "./forget-script.ts";
import {
  compareScript,
  ideaScript,
  promotionScript,
  saveScript,
  studyScript,
  studyStateScript,
  validateScript,
} from "./lab-scripts.ts";
import { orderScript, TRACKERS } from "./order-script.ts";
import {
  endExecutionScript,
  executionScript,
  executionsScript,
  haltScript,
  rebalanceScript,
  riskScript,
  shadowScript,
  tightenScript,
  weightsScript,
} from "./risk-scripts.ts";
import { answerOf, type Script, type Step } from "./script.ts";
import { backtestScript, sweepScript, windowArgs } from "./study-script.ts";
import { ExplanationResult } from "./tool-results.ts";

/** Bars shown when no period was named: some six weeks of days. */
const USUAL_BARS = 30;
/** As many as the tool gives, so that a summary covers the whole period. */
const ALL_BARS = 5_000;
/** Memories named when nothing particular is asked for. */
const USUAL_MEMORIES = 20;
const MOST_SYMBOLS = 6;

/** Only what was known by an instant, where one was named. */
const knownBy = ({ asOf }: Slots): Record<string, unknown> => (asOf ? { asOf } : {});
const one =
  (tool: string, args: (slots: Slots, now: Date) => Record<string, unknown> = () => ({})): Script =>
  ({ slots }, { now }) => [{ key: tool, tool, args: args(slots, now) }];
const none: Script = () => [];
const eachSymbol =
  (tool: string, args: (slots: Slots) => Record<string, unknown>): Script =>
  ({ slots }) =>
    (slots.symbols ?? [])
      .slice(0, MOST_SYMBOLS)
      .map((symbol, index) => ({ key: `${tool}-${index}`, tool, args: { symbol, ...args(slots) } }));
/** Narrowed to an instrument and a count where they were named. */
const narrowed =
  (usual?: number) =>
  ({ symbols, count }: Slots) => ({
    ...(symbols?.[0] ? { symbol: symbols[0] } : {}),
    ...((count ?? usual) ? { limit: count ?? usual } : {}),
  });

/** Which tools each intent needs, in which order. */
export const SCRIPTS: Record<Intent, Script> = {
  instruments: one("list_instruments"),
  quote: eachSymbol("get_quote", knownBy),
  history: eachSymbol("get_bars", (slots) => ({
    ...knownBy(slots),
    ...(slots.interval && slots.interval !== "1d" ? { interval: slots.interval } : {}),
    ...windowArgs(slots),
    limit: slots.count ?? (slots.window ? ALL_BARS : USUAL_BARS),
  })),
  chart: one("chart_prices", (slots) => ({
    symbols: (slots.symbols ?? []).slice(0, MOST_SYMBOLS),
    ...windowArgs(slots),
    ...knownBy(slots),
  })),
  compare: one("compare_instruments", (slots) => ({
    symbols: (slots.symbols ?? []).slice(0, MOST_SYMBOLS),
    ...windowArgs(slots),
    ...knownBy(slots),
  })),
  indicator: ({ slots }) =>
    (slots.indicators ?? []).map((series, index) => ({
      key: `get_indicator-${index}`,
      tool: "get_indicator",
      args: {
        series,
        ...(slots.window?.from ? { from: slots.window.from } : {}),
        ...(slots.window?.to ? { to: slots.window.to } : {}),
        ...knownBy(slots),
      },
    })),
  calendar: one("get_calendar", calendarArgs),
  quality: eachSymbol("get_data_quality", (slots) => ({
    ...(slots.interval ? { interval: slots.interval } : {}),
    ...windowArgs(slots),
    ...knownBy(slots),
  })),
  known: eachSymbol("known_about", knownBy),
  articles: one("list_articles", (slots) => ({
    ...narrowed(slots.window ? 20 : 5)(slots),
    ...windowArgs(slots),
    ...knownBy(slots),
  })),
  signals: one("list_signals", narrowed(10)),
  "read-news": ({ slots }) => [
    {
      key: "generate_signals",
      tool: "generate_signals",
      args: slots.id?.startsWith("art_") ? { articleIds: [slots.id] } : {},
    },
    ...(slots.id ? [] : [{ key: "list_signals", tool: "list_signals", args: narrowed(10)(slots) }]),
  ],
  strategies: one("list_strategies"),
  backtest: backtestScript,
  sweep: sweepScript,
  "past-backtest": ({ slots }, { focus }) => {
    if (slots.comparing) return [];
    const backtestId = slots.id?.startsWith("bkt_") ? slots.id : focus.backtest?.id;
    return backtestId ? [{ key: "get_backtest", tool: "get_backtest", args: { backtestId } }] : [];
  },
  "compare-backtests": compareScript,
  idea: ideaScript,
  study: studyScript,
  "study-state": studyStateScript,
  "save-strategy": saveScript,
  library: one("list_definitions"),
  validate: validateScript,
  promotion: promotionScript,
  report: none,
  order: orderScript,
  "would-pass": wouldPassScript,
  rebalance: rebalanceScript,
  weights: weightsScript,
  execution: executionScript,
  executions: executionsScript,
  "end-execution": endExecutionScript,
  risk: riskScript,
  tighten: tightenScript,
  halt: haltScript,
  shadow: shadowScript,
  lots: one("list_lots", ({ symbols }) => (symbols?.[0] ? { symbol: symbols[0] } : {})),
  controls: one("list_controls"),
  ticket: ({ slots }) =>
    slots.id
      ? [{ key: "get_ticket", tool: "get_ticket", args: { proposalId: slots.id } }]
      : [
          { key: "list_orders", tool: "list_orders", args: narrowed(5)(slots) },
          { key: "list_approvals", tool: "list_approvals", args: {} },
        ],
  approvals: one("list_approvals", ({ status, count }) => ({
    ...(status ? { status } : {}),
    ...(count ? { limit: count } : {}),
  })),
  orders: one("list_orders", (slots) => ({
    ...(slots.status && slots.status !== "pending" ? { status: slots.status } : {}),
    ...narrowed()(slots),
  })),
  fills: one("list_fills", narrowed()),
  positions: one("list_positions"),
  portfolio: one("get_portfolio"),
  limits: one("get_limits"),
  reconciliation: one("get_reconciliation"),
  health: one("health"),
  explain: explainScript,
  remember: one("remember", ({ text = "", memoryKind, desk }) => ({
    kind: memoryKind ?? "fact",
    text,
    ...(desk ? { desk } : {}),
  })),
  recall: one("recall", ({ text = "", count }) => ({
    ...(text ? { query: text.slice(0, 1000) } : {}),
    ...(count ? { limit: Math.min(50, count) } : text ? {} : { limit: USUAL_MEMORIES }),
  })),
  forget: forgetScript,
  provenance: none,
  define: none,
  help: none,
  who: none,
  today: none,
  greeting: none,
  thanks: none,
  dismiss: none,
  refuse: none,
  pasted: none,
  unclear: none,
};

/** Days a question about a coming date looks ahead, where it names none; earnings come every three months. */
const USUAL_DAYS = 14;
const EARNINGS_DAYS = 120;

/** From the day asked for, or today, as far ahead as the question needs. */
function calendarArgs({ symbols, ahead, asOf }: Slots, now: Date): Record<string, unknown> {
  const from = ahead?.from ?? now.toISOString().slice(0, 10);
  const days = symbols ? EARNINGS_DAYS : USUAL_DAYS;
  const to = ahead?.to ?? new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
  return { from, to, ...(symbols ? { symbols } : {}), ...(asOf ? { asOf } : {}) };
}

/** A wish that is only asked about must not be written down: a cleared proposal would be sent. */
function wouldPassScript({ slots }: Request): Step[] {
  if (slots.id?.startsWith("prp_") && !slots.symbols)
    return [{ key: "judge_order", tool: "judge_order", args: { proposalId: slots.id } }];
  const symbol = slots.symbols?.[0];
  const quote = symbol
    ? [{ key: "get_quote", tool: "get_quote", args: { symbol: TRACKERS[symbol] ?? symbol } }]
    : [];
  return [
    ...quote,
    { key: "get_limits", tool: "get_limits", args: {} },
    { key: "get_portfolio", tool: "get_portfolio", args: {} },
  ];
}

const ABOUT_REFUSAL =
  /\b(?:refus|reject|block|den(?:y|ied)|declin|fail|check|gate|limit|need|wait|approv|stopp?|held|hold up)/;

function explainScript(request: Request, progress: Parameters<Script>[1]): Step[] {
  const { slots } = request;
  if (slots.aspect === "study") return [];
  const symbol = slots.symbols?.[0];
  const by = slots.id?.startsWith("prp_")
    ? { proposalId: slots.id }
    : symbol
      ? { symbol: TRACKERS[symbol] ?? symbol }
      : slots.id
        ? { clientOrderId: slots.id }
        : {};
  const steps: Step[] = [{ key: "explain_order", tool: "explain_order", args: by }];
  const explained = answerOf(progress, "explain_order", ExplanationResult);
  const proposalId = explained?.chain.find(({ kind }) => kind === "proposal")?.id;
  if (proposalId && ABOUT_REFUSAL.test(slots.text ?? ""))
    steps.push({ key: "get_ticket", tool: "get_ticket", args: { proposalId } });
  return steps;
}
