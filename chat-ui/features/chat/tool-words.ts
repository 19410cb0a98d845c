import { inWords } from "../../lib/formats.ts";

/** What each tool does, in the words of someone watching over the assistant's shoulder. */
const WORDS: Record<string, string> = {
  get_portfolio: "Read the portfolio",
  list_positions: "Read the positions",
  list_orders: "Read the orders",
  list_fills: "Read the fills",
  list_approvals: "Read the waiting approvals",
  get_quote: "Get a quote",
  get_bars: "Get price bars",
  chart_prices: "Chart prices",
  compare_instruments: "Compare instruments",
  get_indicator: "Read a figure of the economy",
  get_calendar: "Read the calendar",
  get_data_quality: "Check the data",
  known_about: "Look up what was known",
  get_limits: "Read the risk limits",
  get_risk_report: "Read the risk report",
  health: "Check the desk's health",
  list_instruments: "Look up instruments",
  list_articles: "Read the news",
  list_signals: "Read the signals",
  generate_signals: "Draw signals from news",
  list_strategies: "Look up strategies",
  run_backtest: "Run a backtest",
  get_backtest: "Read a backtest",
  sweep_parameters: "Sweep parameters",
  start_study: "Start a search of parameters",
  get_study: "Watch a search of parameters",
  list_studies: "Look up searches",
  list_trials: "Read a search's trials",
  pause_study: "Pause a search",
  resume_study: "Resume a search",
  cancel_study: "End a search",
  propose_order: "Propose an order",
  judge_order: "Put the order before the risk gates",
  get_ticket: "Read the order ticket",
  explain_order: "Trace why an order was made",
  recall: "Recall what the desk remembers",
  remember: "Remember something",
  forget: "Forget something",
};

export function toolInWords(toolName: string): string {
  return WORDS[toolName] ?? inWords(toolName);
}

const MAX_HINT = 60;

/** The few arguments that tell one call from another: "SP500, sma-cross", "NVDA, SPY, 2026-03-01". */
export function hintOf(input: unknown): string {
  if (typeof input !== "object" || input === null) return "";
  const values = Object.values(input)
    .flat()
    .filter((value) => ["string", "number"].includes(typeof value));
  const hint = values.slice(0, 3).join(", ");
  return hint.length > MAX_HINT ? `${hint.slice(0, MAX_HINT)}…` : hint;
}

export function toolRowId(toolCallId: string): string {
  return `tool-${toolCallId}`;
}

/** Opens the row of a tool call and brings it into view, so that a figure can be followed to its result. */
export function showToolRow(toolCallId: string): void {
  const row = document.getElementById(toolRowId(toolCallId));
  if (!(row instanceof HTMLDetailsElement)) return;
  row.open = true;
  row.scrollIntoView({ block: "center" });
  row.querySelector("summary")?.focus();
}
