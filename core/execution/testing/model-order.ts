import type { Order, OrderProposal, OrderTerms, RiskLimits, TradingState } from "#core/model";

export interface Vote {
  proposalId: string;
  orderHash: string;
  approver: string;
  decision: "approve" | "decline";
}

export interface PlacedOrder {
  order: Order;
  clearance: { orderHash: string; consumed: boolean; killEpoch: number };
  limits: RiskLimits;
}

/** What the broker took, and how the desk stood at that moment. */
export interface Accepted {
  terms: OrderTerms;
  clientOrderId: string;
  tradingState: TradingState;
  killEpoch: number;
}

/** Quantity × limit, whole USD. */
export const worstOf = (terms: OrderTerms, quantity: string): number =>
  Number(quantity) * Number(terms.limitPrice);

/** The order a proposal becomes, not yet sent. */
export const anOrder = (proposal: OrderProposal, at: string): Order => ({
  clientOrderId: proposal.clientOrderId,
  proposalId: proposal.id,
  clearanceId: `clr_${proposal.id}`,
  terms: proposal.terms,
  state: "intent",
  filledQuantity: "0",
  averageFillPrice: null,
  brokerOrderId: null,
  cancelRequestedAt: null,
  reason: null,
  source: "simulated",
  createdAt: at,
  updatedAt: at,
});

const ENDED = ["filled", "canceled", "rejected", "expired", "voided"];

/** Units that may still trade. */
export const remainingOf = (order: Order): number =>
  ENDED.includes(order.state) ? 0 : Number(order.terms.quantity) - Number(order.filledQuantity);
