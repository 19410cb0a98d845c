import type {
  Environment,
  Instant,
  Instrument,
  OrderProposal,
  Quote,
  RiskLimits,
  TradingState,
} from "#core/model";
import type { ApprovalFacts } from "./approvals-for.ts";

/** What the gates know of the account. Ledger values are decimal text in USD. */
export interface AccountFacts {
  environment: Environment;
  tradingState: TradingState;
  cash: string;
  equity: string;
  equityAtOpen: string;
  grossExposure: string;
  netExposure: string;
  /** Worst notional of open buy orders. */
  reservedBuys: string;
  /** Highest equity of the last 60 days. */
  equityHigh: string;
  /** Proceeds of sales that have not settled yet. */
  unsettledCash: string;
  /** No difference between our books and the broker's stands. */
  booksClean: boolean;
  /** When the books last agreed with the broker's. */
  reconciledAt: Instant;
  /** The halt flag file stands. */
  haltFlag: boolean;
}

/** What the gates know of the position in the order's instrument; all zero when flat. */
export interface PositionFacts {
  quantity: string;
  openBuyQuantity: string;
  openSellQuantity: string;
  /** Signed, USD. */
  marketValue: string;
  openBuyNotional: string;
}

/** What the account did lately, counted by the database under the account's lock. */
export interface ActivityFacts {
  /** Other proposals of the account that are alive: waiting, cleared, approved or placed. */
  proposalsInMinute: number;
  proposalsInDay: number;
  /** Worst notional of the same, USD. */
  turnoverUsd: string;
  /** When a proposal with the same instrument, side and quantity at about the same price was written; newest only. */
  sameOrders: readonly Instant[];
  /** Orders written and cancels asked for. */
  messagesInMinute: number;
  messagesInDay: number;
  /** Orders of the day that traded, in whole or in part. */
  tradesInDay: number;
  /** When the last sale of the instrument that left nothing traded; at most one. */
  exits: readonly Instant[];
  /** Median worst notional of the last orders the same person or strategy placed, USD; "0" without any. */
  usualNotional: string;
  /** How many orders that median is of; at most 100, of the last 60 days. */
  usualSamples: number;
}

/** Orders that may still trade. */
export interface OpenOrderFacts {
  count: number;
  ofSymbol: number;
  /** Those on the other side of the instrument that this order could meet. */
  crossing: number;
  /** Sent, with the broker's answer missing. */
  unknown: number;
  unknownOfSymbol: number;
}

/** One instrument with what is held and what open buys may add, USD at worst, ≥ 0. */
export interface HoldingFacts {
  symbol: string;
  sector: string;
  worstUsd: string;
}

/** What up to 250 daily bars say of the instrument, as known when judged; statistics, so floats. */
export interface HistoryFacts {
  /** Daily returns behind the figures. */
  days: number;
  /** Units a day, over up to 20 days. */
  averageVolume: number;
  /** Standard deviation of daily returns, over up to 20 days. */
  dailyVolatility: number;
  previousClose: number;
}

/** One-day historical value at risk at 99 %, without and with the order in full, USD. */
export interface TailFacts {
  beforeUsd: number;
  afterUsd: number;
}

/** Who wished for the order, and what they did since a person last looked at it (strategies alone; else zero). */
export interface PrincipalFacts {
  /** A person with a seat whose role trades, or a process of ours that may propose. */
  mayTrade: boolean;
  ordersSinceReview: number;
  notionalSinceReviewUsd: string;
  fillsSinceReview: number;
  /** When the first of these orders was written; at most one. */
  unreviewedSince: readonly Instant[];
  /** Losing exits in a row within a day. */
  lossStreak: number;
}

/** Lists people keep. */
export interface ListFacts {
  restricted: boolean;
  watched: boolean;
}

/** What issuers announced for the days to come, by who owns the instrument's prices. */
export interface AnnouncedFacts {
  /** Actions with an ex-day from today on. */
  known: readonly { kind: string; exOn: string }[];
  /** When that vendor last told everything it had on the instrument. */
  askedAt: Instant;
}

/** What an exchange told of halts and bands, by who owns the instrument's prices; each null where nothing was told. */
export interface TradingFacts {
  /** For how long every halt and band of the name was heard without a gap. */
  watch: { since: Instant; until: Instant } | null;
  /** The newest band, USD. */
  band: { lower: number; upper: number; suspended: boolean; at: Instant } | null;
  /** The newest halt or resumption of the day; a halt where both are of one instant. */
  status: { state: string; reason: string; at: Instant } | null;
}

/** The basket an order is a leg of: it passes as a whole or not at all. */
export interface BasketFacts {
  id: string;
  legs: number;
  /** Legs that may not pass, with the ids of the controls that refuse them. */
  failing: readonly { symbol: string; controls: readonly string[] }[];
}

/**
 * Everything a verdict rests on, as plain data. What could not be read is null, and every gate that needs it
 * refuses: doubt stops the order.
 */
export interface GateFacts {
  now: Instant;
  /** How far this process's clock jumped against a steady one within the last minute, ms. */
  clockSkewMs: number | null;
  proposal: OrderProposal;
  instrument: Instrument | null;
  quote: Quote | null;
  account: AccountFacts | null;
  position: PositionFacts | null;
  holdings: readonly HoldingFacts[] | null;
  history: HistoryFacts | null;
  tail: TailFacts | null;
  activity: ActivityFacts | null;
  openOrders: OpenOrderFacts | null;
  principal: PrincipalFacts | null;
  lists: ListFacts | null;
  /** Null where nobody was ever asked, as for instruments of a made-up market. */
  announced: AnnouncedFacts | null;
  /** Null where it could not be read. */
  trading: TradingFacts | null;
  /** The strictest of every layer in force. */
  limits: RiskLimits | null;
  limitsVersion: number | null;
  /** What approval policies and standing permissions say. */
  approvalRules: ApprovalFacts | null;
  /** People's answers to exactly this order that still count. */
  approvals: readonly { approver: string; decision: "approve" | "decline" }[];
  /** Null for an order that stands alone. */
  basket: BasketFacts | null;
}
