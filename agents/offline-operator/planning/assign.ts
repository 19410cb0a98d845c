import { AGENT_NAMES, AGENT_TOOLS, type AgentName } from "#tools";
import type { Intent, Request } from "../understanding/request.ts";

/** Who answers an intent when several could, and which tools it may take. */
const DUTIES: Record<Intent, { agent: AgentName; tools: readonly string[] }> = {
  instruments: { agent: "monitoring", tools: ["list_instruments"] },
  quote: { agent: "monitoring", tools: ["get_quote"] },
  history: { agent: "monitoring", tools: ["get_bars"] },
  chart: { agent: "monitoring", tools: ["chart_prices"] },
  compare: { agent: "monitoring", tools: ["compare_instruments"] },
  indicator: { agent: "monitoring", tools: ["get_indicator"] },
  calendar: { agent: "monitoring", tools: ["get_calendar"] },
  quality: { agent: "monitoring", tools: ["get_data_quality"] },
  known: { agent: "monitoring", tools: ["known_about"] },
  articles: { agent: "monitoring", tools: ["list_articles"] },
  signals: { agent: "monitoring", tools: ["list_signals"] },
  "read-news": { agent: "decision", tools: ["generate_signals", "list_signals"] },
  strategies: { agent: "decision", tools: ["list_strategies"] },
  backtest: { agent: "decision", tools: ["run_backtest", "list_strategies", "list_signals"] },
  sweep: { agent: "decision", tools: ["sweep_parameters", "list_strategies"] },
  "past-backtest": { agent: "explanation", tools: ["get_backtest"] },
  "compare-backtests": { agent: "decision", tools: ["list_backtests", "compare_backtests"] },
  idea: { agent: "decision", tools: ["propose_strategies"] },
  study: { agent: "decision", tools: ["start_study", "get_study"] },
  "study-state": { agent: "decision", tools: ["list_studies", "get_study"] },
  "save-strategy": { agent: "decision", tools: ["save_strategy"] },
  library: { agent: "decision", tools: ["list_definitions"] },
  validate: { agent: "decision", tools: ["save_strategy", "validate_strategy"] },
  promotion: { agent: "decision", tools: ["list_definitions", "judge_promotion"] },
  report: { agent: "explanation", tools: [] },
  order: { agent: "decision", tools: ["propose_order", "judge_order", "get_portfolio", "get_quote"] },
  "would-pass": { agent: "decision", tools: ["judge_order", "get_quote", "get_limits", "get_portfolio"] },
  rebalance: { agent: "decision", tools: ["propose_rebalance"] },
  weights: { agent: "decision", tools: ["optimize_portfolio"] },
  execution: { agent: "decision", tools: ["propose_execution", "judge_order", "get_portfolio"] },
  executions: { agent: "monitoring", tools: ["list_executions"] },
  "end-execution": { agent: "decision", tools: ["list_executions", "cancel_execution"] },
  risk: { agent: "monitoring", tools: ["get_risk_report"] },
  tighten: { agent: "monitoring", tools: ["get_limits", "tighten_limits"] },
  halt: { agent: "monitoring", tools: ["halt"] },
  shadow: { agent: "monitoring", tools: ["shadow_limit"] },
  lots: { agent: "monitoring", tools: ["list_lots"] },
  controls: { agent: "monitoring", tools: ["list_controls"] },
  ticket: { agent: "monitoring", tools: ["list_orders", "list_approvals"] },
  approvals: { agent: "monitoring", tools: ["list_approvals"] },
  orders: { agent: "monitoring", tools: ["list_orders"] },
  fills: { agent: "monitoring", tools: ["list_fills"] },
  positions: { agent: "monitoring", tools: ["list_positions"] },
  portfolio: { agent: "monitoring", tools: ["get_portfolio"] },
  limits: { agent: "monitoring", tools: ["get_limits"] },
  reconciliation: { agent: "monitoring", tools: ["get_reconciliation"] },
  health: { agent: "monitoring", tools: ["health"] },
  explain: { agent: "explanation", tools: ["explain_order", "get_ticket"] },
  provenance: { agent: "explanation", tools: [] },
  define: { agent: "explanation", tools: [] },
  remember: { agent: "learning", tools: ["remember"] },
  recall: { agent: "learning", tools: ["recall"] },
  forget: { agent: "learning", tools: ["recall", "forget"] },
  help: { agent: "monitoring", tools: [] },
  who: { agent: "monitoring", tools: [] },
  today: { agent: "monitoring", tools: [] },
  greeting: { agent: "monitoring", tools: [] },
  thanks: { agent: "monitoring", tools: [] },
  dismiss: { agent: "monitoring", tools: [] },
  refuse: { agent: "monitoring", tools: [] },
  pasted: { agent: "monitoring", tools: [] },
  unclear: { agent: "monitoring", tools: [] },
};

const HELD: ReadonlyMap<AgentName, ReadonlySet<string>> = new Map(
  AGENT_NAMES.map((agent) => [agent, new Set(AGENT_TOOLS[agent].map(({ name }) => name))]),
);

/** The tools a request may call. */
export function toolsOf({ intent, slots }: Request): readonly string[] {
  if (intent === "past-backtest" && slots.comparing) return [];
  return intent === "ticket" && slots.id ? ["get_ticket"] : DUTIES[intent].tools;
}

/** Whose duty a request is. */
export const ownerOf = (request: Request): AgentName =>
  request.intent === "ticket" && request.slots.id ? "explanation" : DUTIES[request.intent].agent;

/** The agent whose tools these are; nothing when no agent's tools are all among them. */
export const agentWith = (bound: ReadonlySet<string>): AgentName | undefined =>
  AGENT_NAMES.find((agent) => [...(HELD.get(agent) ?? [])].every((tool) => bound.has(tool)));
