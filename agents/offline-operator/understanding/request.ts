import type { ParameterValues, SearchMethod, StrategyKind, TradingCosts } from "#core/model";

/** What a person can want of the desk, as far as the offline operator tells wishes apart. */
export type Intent =
  | "instruments"
  | "quote"
  | "history"
  | "chart"
  | "compare"
  | "indicator"
  | "calendar"
  | "quality"
  | "known"
  | "articles"
  | "signals"
  | "read-news"
  | "strategies"
  | "backtest"
  | "sweep"
  | "past-backtest"
  | "compare-backtests"
  | "idea"
  | "study"
  | "study-state"
  | "save-strategy"
  | "library"
  | "validate"
  | "promotion"
  | "report"
  | "order"
  | "would-pass"
  | "rebalance"
  | "weights"
  | "execution"
  | "executions"
  | "end-execution"
  | "risk"
  | "tighten"
  | "shadow"
  | "halt"
  | "lots"
  | "controls"
  | "ticket"
  | "approvals"
  | "orders"
  | "fills"
  | "positions"
  | "portfolio"
  | "limits"
  | "health"
  | "reconciliation"
  | "explain"
  | "provenance"
  | "define"
  | "remember"
  | "recall"
  | "forget"
  | "help"
  | "who"
  | "today"
  | "greeting"
  | "thanks"
  | "dismiss"
  | "refuse"
  | "pasted"
  | "unclear";

/** Days without a clock, both inclusive. A side left out is open. */
export interface Window {
  from?: string;
  to?: string;
}

/** A size told as part of something else: half of a position, a tenth of the cash. */
export interface Share {
  fraction: number;
  of: "position" | "cash" | "equity" | "previous";
}

/** Values to try for a parameter. */
export type GridAxis = number[] | { from: number; to: number; step: number };

/** An instrument read from a misspelt name; acted on only where nothing depends on it. */
export interface Guess {
  said: string;
  symbol: string;
}

/** What a sentence says beside its intent. Everything is optional: a slot not named is not there. */
export interface Slots {
  /** Tickers of the catalogue, in the order named; a name outside it as written, for the tool to refuse. */
  symbols?: string[];
  guess?: Guess;
  side?: "buy" | "sell";
  /** Decimal text. */
  quantity?: string;
  /** Decimal text, US dollars. */
  notionalUsd?: string;
  /** A size that could be units or dollars, or was given as both; asked about. */
  either?: { quantity: string; notionalUsd: string };
  /** A size was named that nobody should act on: below zero, a choice of two, another currency. */
  doubtful?: true;
  share?: Share;
  orderType?: "market" | "limit";
  limitPrice?: string;
  timeInForce?: "day" | "gtc" | "ioc" | "fok" | "opg" | "cls";
  extendedHours?: true;
  /** Where a stop stands: a price, or so many percent from the market. */
  stop?: { price?: string; percent?: number };
  takeProfit?: { price?: string; percent?: number };
  trail?: { by: "price" | "percent"; amount: string };
  /** The stop guards what the order buys, rather than being the order. */
  protects?: true;
  /** A stop is wished for, and where it stands was not said. */
  stopping?: true;
  strategy?: StrategyKind;
  /** A rule the desk does not have, as named. */
  unknownStrategy?: string;
  parameters?: ParameterValues;
  /** Several sets of parameters to compare. */
  variants?: ParameterValues[];
  grid?: Record<string, GridAxis>;
  /** How a search goes about it. */
  search?: { method?: SearchMethod; budget?: number };
  /** A name given to what is saved. */
  name?: string;
  /** Why somebody thinks that it earns. */
  why?: string;
  /** Parameters are those a search found best. */
  best?: true;
  /** Asked which of several studies did better. */
  comparing?: true;
  /** Asked about buying and holding rather than a rule. */
  holding?: true;
  interval?: "1m" | "1d" | "1w";
  window?: Window;
  /** Only what was known by this instant counts. */
  asOf?: string;
  /** Such an instant was named, and it has not come yet. */
  asOfAhead?: true;
  /** Such an instant was meant, and which one cannot be told: "as of then". */
  asOfUnclear?: true;
  /** Days to come that a question is about, both included. */
  ahead?: Window;
  /** Economic figures, by the words their tool finds them with. */
  indicators?: string[];
  costs?: Partial<TradingCosts>;
  initialCash?: number;
  /** The newest so many. */
  count?: number;
  status?: "all" | "open" | "closed" | "pending";
  /** The part of an account, of the limits or of a report that was asked for. */
  aspect?: string;
  /** Words to keep, to find, to look up or to refuse about. */
  text?: string;
  /** How weights are found. */
  method?: "risk-parity" | "hrp" | "min-variance" | "max-sharpe";
  /** Most that may be traded, as a fraction of what is weighed. */
  turnover?: number;
  /** Largest weight of one name, as a fraction. */
  maxWeight?: number;
  /** How an order is worked over time. */
  algorithm?: "twap" | "vwap" | "iceberg";
  durationMinutes?: number;
  displayQuantity?: string;
  /** Most of the traded volume, as a fraction. */
  participation?: number;
  /** Sudden moves a question supposes. */
  shocks?: Record<string, string | number>[];
  /** Limits by name with the figures wished or supposed for them. */
  changes?: Record<string, string | number>;
  /** The limit that is to move, where its figure was not said. */
  limit?: string;
  memoryKind?: "fact" | "lesson" | "preference" | "playbook";
  desk?: true;
  /** 1 for the first of a list just shown, -1 for the last. */
  ordinal?: number;
  /** An id of the desk as it stands in the sentence. */
  id?: string;
  refusal?: string;
  /** Plain sentences the words come near to, nearest first. */
  suggestions?: string[];
}

/** What must still be said before a request can be done. */
export type Missing =
  | "symbol"
  | "size"
  | "unit"
  | "side"
  | "limitPrice"
  | "limitValue"
  | "stopPrice"
  | "method"
  | "text"
  | "meaning"
  | "reading"
  | "confirmation";

/** One thing a person wants. */
export interface Request {
  intent: Intent;
  slots: Slots;
  missing: Missing[];
  /** 0 to 1: how sure the reading is. */
  confidence: number;
  /** The words it was read from. */
  said: string;
  /** Follows from what was said before rather than from these words alone. */
  leansOnContext?: true;
}
