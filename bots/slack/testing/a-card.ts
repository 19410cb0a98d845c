import {
  type ApprovalRequest,
  type CardFacts,
  type CheckResult,
  type Fill,
  type Order,
  type OrderProposal,
  orderCard,
} from "#core/model";
import type { ApprovalCard } from "../desk-door.ts";

const NOW = "2026-11-24T15:00:00.000Z";

const terms = {
  environment: "sim",
  account: "paper",
  symbol: "AAPL",
  side: "buy",
  quantity: "110",
  type: "market",
  limitPrice: "100.50",
  timeInForce: "day",
} as OrderProposal["terms"];

const aProposal: OrderProposal = {
  id: "prp_1",
  terms,
  clientOrderId: "s1",
  orderHash: "ab12cd34".padEnd(64, "0"),
  origin: "agent",
  proposedBy: "per_tess",
  proposedVia: "chat:decision",
  tainted: false,
  rationale: "The 20-day average crossed the 50-day average.",
  causedBy: [],
  referencePrice: "100",
  referenceAt: NOW,
  priceSource: "simulated",
  worstNotional: "11055",
  status: "awaiting-approval",
  createdAt: NOW,
  expiresAt: "2026-11-24T15:15:00.000Z",
};

export const aCheck = (over: Partial<CheckResult> = {}): CheckResult => ({
  id: "C08",
  name: "order notional",
  outcome: "pass",
  figure: "11055.00",
  limit: "25000.00",
  unit: "USD",
  reason: "Within the limit.",
  ...over,
});

const asksTwo = aCheck({
  id: "C45",
  name: "approval threshold",
  outcome: "approve",
  limit: "10000.00",
  reason: "Above 10000.00 USD 2 other people must approve.",
});

/** How one card differs from the usual one: a buy of 110 Apples that waits for two people. */
export interface CardWish {
  proposal?: Partial<OrderProposal>;
  terms?: Partial<OrderProposal["terms"]>;
  approval?: Partial<ApprovalCard["ticket"]["approval"]>;
  checks?: CheckResult[];
  company?: string;
  names?: Record<string, string>;
  order?: Partial<Order>;
  fills?: Partial<Fill>[];
}

export function aCard(wish: CardWish = {}): ApprovalCard {
  const proposal = { ...aProposal, ...wish.proposal, terms: { ...terms, ...wish.terms } };
  const checks = wish.checks ?? [aCheck(), asksTwo];
  const facts = {
    proposal,
    company: wish.company ?? "Apple",
    equityShare: 0.11055,
    verdict: {
      id: "ver_1",
      proposalId: "prp_1",
      decision: "needs-approval",
      approvalsNeeded: 2,
      checks,
      refusals: [],
      limitsVersion: 3,
      judgedAt: NOW,
    },
    approval: {
      id: "apr_1",
      proposalId: "prp_1",
      orderHash: proposal.orderHash,
      quorum: 2,
      requiredRole: "approver",
      notBy: [],
      typed: false,
      policies: [],
      escalateAt: null,
      escalateTo: null,
      escalatedAt: null,
      status: "pending",
      approvals: [],
      requestedBy: "per_tess",
      reason: null,
      requestedAt: NOW,
      expiresAt: "2026-11-24T15:05:00.000Z",
      ...wish.approval,
    },
    order: wish.order ? anOrder(proposal, wish.order) : null,
    fills: (wish.fills ?? []).map((fill, index) => ({ ...aFill(index), ...fill })),
    names: wish.names ?? { per_tess: "Tess", per_ada: "Ada", per_ben: "Ben" },
  } satisfies CardFacts & { approval: ApprovalRequest };
  return { ticket: { ...facts, card: orderCard(facts) }, place: null };
}

export const aVote = (
  approver: string,
  decision: "approve" | "decline" = "approve",
  note: string | null = null,
) =>
  ({
    approver,
    onBehalfOf: null,
    decision,
    channel: "slack",
    note,
    decidedAt: "2026-11-24T15:01:00.000Z",
  }) as const;

const anOrder = (proposal: OrderProposal, over: Partial<Order>): Order => ({
  clientOrderId: proposal.clientOrderId,
  proposalId: proposal.id,
  clearanceId: "clr_1",
  terms: proposal.terms,
  state: "intent",
  filledQuantity: "0",
  averageFillPrice: null,
  brokerOrderId: null,
  cancelRequestedAt: null,
  reason: null,
  source: "simulated",
  createdAt: NOW,
  updatedAt: NOW,
  ...over,
});

const aFill = (index: number): Fill => ({
  executionId: `exe_${index}`,
  clientOrderId: "s1",
  symbol: terms.symbol,
  side: "buy",
  quantity: "110",
  price: "100.02",
  fee: "1.10",
  filledAt: NOW,
  source: "simulated",
});
