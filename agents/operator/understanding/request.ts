import type { AgentName } from "#tools";

/** What a person can want, as far as the operator understands, and which agent answers it. */
export const INTENTS = {
  quote: "monitoring",
  bars: "monitoring",
  articles: "monitoring",
  signals: "decision",
  portfolio: "monitoring",
  positions: "monitoring",
  orders: "monitoring",
  fills: "monitoring",
  approvals: "monitoring",
  limits: "monitoring",
  health: "monitoring",
  instruments: "monitoring",
  strategies: "decision",
  backtest: "decision",
  sweep: "decision",
  propose: "decision",
  ticket: "explanation",
  explain: "explanation",
  remember: "learning",
  recall: "learning",
  forget: "learning",
  help: "monitoring",
  greeting: "monitoring",
  thanks: "monitoring",
  peopleOnly: "monitoring",
  impossible: "monitoring",
  unclear: "monitoring",
} as const satisfies Record<string, AgentName>;
export type Intent = keyof typeof INTENTS;

/** What was found in the words, or taken over from the conversation. */
export interface Slots {
  symbol?: string;
  /** Looks like a ticker or a name, but is none we know. */
  unknownSymbol?: string;
  side?: "buy" | "sell";
  quantity?: string;
  notionalUsd?: string;
  /** Sell all that is held. */
  whole?: boolean;
  limitPrice?: string;
  strategy?: "sma-cross" | "news-sentiment";
  parameters?: Record<string, number>;
  grid?: Record<string, { from: number; to: number; step: number }>;
  from?: string;
  to?: string;
  interval?: "1d" | "1w" | "1m";
  slippageBps?: number;
  commissionBps?: number;
  initialCash?: number;
  proposalId?: string;
  backtestId?: string;
  text?: string;
  /** Which of the things only people can do, or nobody. */
  topic?: string;
}

/** One thing a person asked for. */
export interface Request {
  intent: Intent;
  slots: Slots;
  /** Slots without which nothing can be done; the operator asks for the first. */
  missing: (keyof Slots)[];
  /** 0 to 1. */
  confidence: number;
}

export const agentOf = (request: Request): AgentName => INTENTS[request.intent];
