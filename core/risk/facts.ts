import type {
  Environment,
  Instant,
  Instrument,
  OrderProposal,
  Quote,
  RiskLimits,
  Side,
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

/** An order of the account that is alive or was placed lately. */
export interface RecentOrder {
  proposalId: string;
  symbol: string;
  side: Side;
  quantity: string;
  limitPrice: string;
  createdAt: Instant;
}

/**
 * Everything a verdict rests on, as plain data. What could not be read is null, and every gate that needs it
 * refuses: doubt stops the order.
 */
export interface GateFacts {
  now: Instant;
  proposal: OrderProposal;
  instrument: Instrument | null;
  quote: Quote | null;
  account: AccountFacts | null;
  position: PositionFacts | null;
  limits: RiskLimits | null;
  limitsVersion: number | null;
  /** Other proposals of the account in the last day that are not dead. */
  recentOrders: readonly RecentOrder[] | null;
  /** What approval policies and standing permissions say. */
  approvalRules: ApprovalFacts | null;
  /** People's answers to exactly this order that still count. */
  approvals: readonly { approver: string; decision: "approve" | "decline" }[];
}
