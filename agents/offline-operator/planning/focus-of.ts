import type { Focus, ListedItem } from "../understanding/focus.ts";
import type { Intent, Request, Slots, Window } from "../understanding/request.ts";
import { takeLab } from "./focus-of-lab.ts";
import * as RiskResults from "./risk-results.ts";
import type { Call, Turn } from "./thread.ts";
import * as Results from "./tool-results.ts";

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const numbers = (value: unknown): Record<string, number> | undefined =>
  typeof value === "object" && value !== null ? (value as Record<string, number>) : undefined;

/** What each tool call says about the wish behind it; tools that only serve other wishes are left out. */
const INTENT_OF: Partial<Record<string, Intent>> = {
  list_instruments: "instruments",
  get_quote: "quote",
  get_bars: "history",
  chart_prices: "chart",
  compare_instruments: "compare",
  get_indicator: "indicator",
  get_calendar: "calendar",
  get_data_quality: "quality",
  known_about: "known",
  list_articles: "articles",
  list_signals: "signals",
  generate_signals: "read-news",
  list_strategies: "strategies",
  run_backtest: "backtest",
  sweep_parameters: "sweep",
  propose_strategies: "idea",
  start_study: "study",
  get_study: "study-state",
  save_strategy: "save-strategy",
  validate_strategy: "validate",
  judge_promotion: "promotion",
  compare_backtests: "compare-backtests",
  list_definitions: "library",
  propose_order: "order",
  get_ticket: "ticket",
  explain_order: "explain",
  list_orders: "orders",
  list_fills: "fills",
  list_positions: "positions",
  list_approvals: "approvals",
  get_portfolio: "portfolio",
  get_limits: "limits",
  recall: "recall",
  remember: "remember",
  propose_rebalance: "rebalance",
  optimize_portfolio: "weights",
  propose_execution: "execution",
  list_executions: "executions",
  cancel_execution: "end-execution",
  get_risk_report: "risk",
  tighten_limits: "tighten",
  halt: "halt",
  shadow_limit: "shadow",
  list_lots: "lots",
};

/** The slots that lead to a call again. */
function slotsOf(args: Record<string, unknown>): Slots {
  const window: Window = {};
  const [from, to] = [text(args.from)?.slice(0, 10), text(args.to)?.slice(0, 10)];
  if (from) window.from = from;
  if (to) window.to = to;
  const slots: Slots = {
    indicators: text(args.series) ? [String(args.series)] : undefined,
    symbols: text(args.symbol) ? [String(args.symbol)] : undefined,
    strategy: args.strategy as Slots["strategy"],
    parameters: numbers(args.parameters),
    grid: args.grid as Slots["grid"],
    interval: args.interval as Slots["interval"],
    window: from || to ? window : undefined,
    costs: numbers(args.costs),
    initialCash: typeof args.initialCash === "number" ? args.initialCash : undefined,
    side: args.side as Slots["side"],
    quantity: text(args.quantity),
    notionalUsd: text(args.notionalUsd),
    limitPrice: text(args.limitPrice),
    orderType: args.type === "limit" ? "limit" : undefined,
    ...termSlots(args),
    method: args.method as Slots["method"],
    turnover: number(args.turnover),
    maxWeight: number(args.maxWeight),
    algorithm: args.algorithm as Slots["algorithm"],
    durationMinutes: number(args.durationMinutes),
    changes: args.changes as Slots["changes"],
    shocks: (args.scenarios as { shocks?: Slots["shocks"] }[] | undefined)?.[0]?.shocks,
    ...(Array.isArray(args.symbols) ? { symbols: args.symbols.map(String) } : {}),
  };
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined));
}

/** Stops, targets and life of an order, so that a changed size keeps them. */
function termSlots(args: Record<string, unknown>): Slots {
  const stopLoss = args.stopLoss as { stopPrice?: string } | undefined;
  const takeProfit = args.takeProfit as { limitPrice?: string } | undefined;
  const stopPrice = text(args.stopPrice) ?? stopLoss?.stopPrice;
  return {
    timeInForce: args.timeInForce as Slots["timeInForce"],
    trail: args.trail as Slots["trail"],
    ...(stopPrice ? { stop: { price: stopPrice } } : {}),
    ...(takeProfit?.limitPrice ? { takeProfit: { price: takeProfit.limitPrice } } : {}),
    ...(stopLoss ? { protects: true } : {}),
  };
}

/** Calls that may be made for several instruments at once, so that "the first one" is one of them. */
const SEVERAL = new Set(["get_quote", "get_bars", "run_backtest", "sweep_parameters"]);

/** What a conversation is about after these turns. */
export function focusOf(turns: readonly Turn[]): Focus {
  const focus: Focus = {};
  for (const turn of turns) {
    for (const call of turn.calls) take(focus, call, turn);
    const named = [
      ...new Set(
        turn.calls.flatMap(({ name, args }) => (SEVERAL.has(name) ? (text(args.symbol) ?? []) : [])),
      ),
    ];
    if (named.length > 1) focus.listed = { kind: "instruments", items: named.map((symbol) => ({ symbol })) };
  }
  return focus;
}

function take(focus: Focus, call: Call, turn: Turn): void {
  const intent = INTENT_OF[call.name];
  if (!intent) {
    takeVerdict(focus, call);
    return;
  }
  const slots = slotsOf(call.args);
  const request: Request = { intent, slots, missing: [], confidence: 0.8, said: "" };
  // A portfolio read in order to size an order is not what the talk was about.
  const isHelper =
    (call.name === "get_portfolio" || call.name === "get_quote") &&
    turn.calls.some(({ name }) => name === "propose_order");
  if (!isHelper) focus.last = request;
  if (call.error || call.result === undefined) return;
  if (slots.symbols?.[0]) focus.symbol = slots.symbols[0];
  takeLab(focus, call, slots);
  if (intent === "remember") focus.memoryId = idOf(call.result);
  if (intent === "backtest") {
    focus.backtest = { slots, id: idOf(call.result) };
    focus.backtestIds = [...(focus.backtestIds ?? []), ...(focus.backtest.id ? [focus.backtest.id] : [])];
    focus.studied = [...(focus.studied ?? []), slots.strategy ?? ""];
  }
  if (intent === "sweep")
    focus.sweep = {
      slots,
      id: idOf(call.result),
      best: Results.SweepResult.safeParse(call.result).data?.best.parameters,
    };
  if (intent === "order") {
    const proposal = Results.ProposalResult.safeParse(call.result).data;
    focus.order = { slots: withQuantity(slots, proposal?.quantity), proposalId: proposal?.id };
  }
  if (intent === "execution") {
    const execution = RiskResults.ExecutionResult.safeParse(call.result).data;
    focus.order = { slots: withQuantity(slots, execution?.quantity), proposalId: execution?.proposalId };
  }
  if (intent === "rebalance") focus.order = { slots: {}, ...ofBasket(call.result) };
  focus.listed = listedIn(call) ?? focus.listed;
}

/** A basket is asked about by its first leg that failed of itself, else by its first. */
function ofBasket(result: unknown): { proposalId?: string; waiting?: boolean } {
  const basket = RiskResults.RebalanceResult.safeParse(result).data?.basket;
  const failing = basket?.failed.find(({ id }) => id !== "C16")?.symbol;
  const leg = basket?.legs.find(({ symbol }) => symbol === failing) ?? basket?.legs[0];
  return { proposalId: leg?.proposalId, waiting: basket?.status === "awaiting-approval" };
}

/** "Half of that" halves what was asked. */
const withQuantity = (slots: Slots, quantity: string | undefined): Slots =>
  slots.quantity || slots.notionalUsd ? slots : { ...slots, quantity };

function takeVerdict(focus: Focus, { name, args, result }: Call): void {
  if (name !== "judge_order" || !focus.order || focus.order.proposalId !== args.proposalId) return;
  focus.order.waiting = Results.VerdictResult.safeParse(result).data?.decision === "needs-approval";
}

const idOf = (result: unknown): string | undefined =>
  typeof result === "object" && result !== null && "id" in result ? text(result.id) : undefined;

function listedIn({ name, result }: Call): Focus["listed"] {
  const as = (kind: NonNullable<Focus["listed"]>["kind"], items: ListedItem[] | undefined) =>
    items && items.length > 0 ? { kind, items } : undefined;
  switch (name) {
    case "list_instruments":
      return as(
        "instruments",
        Results.InstrumentList.safeParse(result).data?.instruments.map(({ symbol }) => ({ symbol })),
      );
    case "recall":
      return as(
        "memories",
        Results.RecallResult.safeParse(result).data?.memories.map(({ id, text: words }) => ({
          id,
          text: words,
        })),
      );
    case "list_orders":
      return as(
        "orders",
        Results.OrderList.safeParse(result).data?.orders.map(({ proposalId, symbol }) => ({
          id: proposalId,
          symbol,
        })),
      );
    case "list_approvals":
      return as(
        "approvals",
        Results.ApprovalList.safeParse(result).data?.approvals.map(({ proposalId, symbol }) => ({
          id: proposalId,
          symbol,
        })),
      );
    case "list_articles":
      return as(
        "articles",
        Results.ArticleList.safeParse(result).data?.articles.map(({ id }) => ({ id })),
      );
    case "list_positions":
      return as(
        "positions",
        Results.PositionList.safeParse(result).data?.positions.map(({ symbol }) => ({ symbol })),
      );
    default:
      return undefined;
  }
}
