import type {
  ApprovalRequest,
  CheckResult,
  Instrument,
  Order,
  OrderProposal,
  Position,
  Verdict,
} from "#core/model";
import { ADA } from "./fixture-people.ts";

const COMPANIES: [symbol: string, name: string, price: number][] = [
  ["AAPL", "Apple Inc.", 187.25],
  ["MSFT", "Microsoft Corporation", 412.6],
  ["NVDA", "NVIDIA Corporation", 131.4],
  ["JPM", "JPMorgan Chase & Co.", 201.15],
  ["SP500", "S&P 500 index", 2584.59],
];

export const INSTRUMENTS: Instrument[] = COMPANIES.map(([symbol, name]) => ({
  symbol,
  name,
  aliases: [],
  kind: symbol === "SP500" ? "index" : "equity",
  sector: "Technology",
  currency: "USD",
  tradable: true,
  lotSize: "1",
  tickSize: "0.01",
  source: symbol === "SP500" ? "sample" : "simulated",
  note: "",
}));

export function companyOf(symbol: string): string {
  return COMPANIES.find(([known]) => known === symbol)?.[1] ?? symbol;
}

export function priceOf(symbol: string): number {
  return COMPANIES.find(([known]) => known === symbol)?.[2] ?? 100;
}

/** An instant some seconds from now; negative is the past. */
export function at(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

type ProposalWish = Partial<OrderProposal> & { id: string; symbol: string; quantity: number };

export function aProposal({ id, symbol, quantity, ...rest }: ProposalWish): OrderProposal {
  const limitPrice = (priceOf(symbol) * 1.005).toFixed(2);
  return {
    id,
    terms: {
      environment: "sim",
      account: "paper",
      symbol,
      side: "buy",
      quantity: String(quantity),
      type: "market",
      limitPrice,
      timeInForce: "day",
    },
    clientOrderId: `qd-${id}`,
    orderHash: id.padEnd(64, "0"),
    origin: "agent",
    proposedBy: ADA.id,
    proposedVia: "chat:decision",
    tainted: false,
    rationale: "The 20-day average crossed above the 50-day average and the backtest held out of sample.",
    causedBy: ["bkt_01JD8Q4T7M"],
    referencePrice: priceOf(symbol).toFixed(2),
    referenceAt: at(-22),
    priceSource: "simulated",
    worstNotional: (Number(limitPrice) * quantity).toFixed(2),
    status: "awaiting-approval",
    createdAt: at(-20),
    expiresAt: at(280),
    ...rest,
  };
}

export function aRequest(
  proposal: OrderProposal,
  quorum: 1 | 2,
  rest: Partial<ApprovalRequest> = {},
): ApprovalRequest {
  return {
    id: `apr_${proposal.id.slice(4)}`,
    proposalId: proposal.id,
    orderHash: proposal.orderHash,
    quorum,
    status: "pending",
    approvals: [],
    requestedBy: proposal.proposedBy,
    reason: null,
    requestedAt: proposal.createdAt,
    expiresAt: proposal.expiresAt,
    ...rest,
  };
}

const PASSING: [id: string, name: string, figure: string, limit: string, unit: string][] = [
  ["C01", "trading state", "ACTIVE", "ACTIVE", "state"],
  ["C02", "well formed", "yes", "yes", "form"],
  ["C07", "order quantity", "10", "5000", "units"],
  ["C08", "order notional", "1881.90", "25000", "USD"],
  ["C10", "price collar", "0.5 %", "3 %", "% of reference"],
  ["C18", "age of the price", "1200", "5000", "ms"],
  ["C20", "position size", "1881.90", "20000", "USD"],
  ["C23", "gross exposure", "0.31", "1", "× equity"],
  ["C24", "net exposure", "0.31", "1", "× equity"],
  ["C25", "buying power", "1881.90", "68400", "USD"],
  ["C27", "short sale", "0", "0", "units"],
  ["C30", "order rate", "1", "20", "orders"],
  ["C33", "duplicate order", "none", "none", "s since the same order"],
  ["C41", "daily loss", "0.21 %", "2 %", "% of equity at the open"],
];

/** A verdict with every control of the catalogue, and people asked as often as `approvalsNeeded`. */
export function aVerdict(proposal: OrderProposal, approvalsNeeded: 0 | 1 | 2): Verdict {
  const checks: CheckResult[] = PASSING.map(([id, name, figure, limit, unit]) => {
    return { id, name, outcome: "pass", figure, limit, unit, reason: "Within the limit." };
  });
  if (approvalsNeeded > 0) {
    const limit = approvalsNeeded === 1 ? "1000" : "10000";
    const reason = `Above ${limit} USD, ${approvalsNeeded} other ${approvalsNeeded === 1 ? "person" : "people"} must approve.`;
    const figure = proposal.worstNotional;
    checks.push({
      id: "C45",
      name: "approval threshold",
      outcome: "approve",
      figure,
      limit,
      unit: "USD",
      reason,
    });
  }
  return {
    id: `vrd_${proposal.id.slice(4)}`,
    proposalId: proposal.id,
    decision: approvalsNeeded > 0 ? "needs-approval" : "cleared",
    approvalsNeeded,
    checks,
    refusals: [],
    limitsVersion: 3,
    judgedAt: proposal.createdAt,
  };
}

export function anOrder(proposal: OrderProposal, rest: Partial<Order> = {}): Order {
  return {
    clientOrderId: proposal.clientOrderId,
    proposalId: proposal.id,
    clearanceId: `clr_${proposal.id.slice(4)}`,
    terms: proposal.terms,
    state: "intent",
    filledQuantity: "0",
    averageFillPrice: null,
    brokerOrderId: null,
    cancelRequestedAt: null,
    reason: null,
    source: "simulated",
    createdAt: at(0),
    updatedAt: at(0),
    ...rest,
  };
}

export function aPosition(symbol: string, quantity: number, averageCost: number): Position {
  const value = priceOf(symbol) * quantity;
  return {
    account: "paper",
    symbol,
    quantity: String(quantity),
    averageCost: averageCost.toFixed(2),
    realisedPnl: symbol === "JPM" ? "-12.4" : "0",
    markPrice: priceOf(symbol).toFixed(2),
    markedAt: at(-2),
    marketValue: value.toFixed(2),
    unrealisedPnl: (value - averageCost * quantity).toFixed(2),
    source: symbol === "SP500" ? "sample" : "simulated",
  };
}
