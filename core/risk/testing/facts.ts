import { type Instrument, type OrderProposal, type OrderTerms, RiskLimits } from "#core/model";
import type { GateFacts } from "../facts.ts";
import { clientOrderId, orderHash } from "../order-hash.ts";

export const NOW = "2026-03-02T15:00:00.000Z";
const EARLIER = "2026-03-02T13:00:00.000Z";

const instrument: Instrument = {
  symbol: "AAPL",
  name: "Apple",
  aliases: [],
  kind: "equity",
  sector: "Technology",
  currency: "USD",
  tradable: true,
  lotSize: "1",
  tickSize: "0.01",
  source: "simulated",
  note: "",
};

/** A small, sound proposal to buy; change what a test is about. */
export function aProposal(
  terms: Partial<OrderTerms> = {},
  changes: Partial<OrderProposal> = {},
): OrderProposal {
  const whole: OrderTerms = {
    environment: "sim",
    account: "paper",
    symbol: "AAPL",
    side: "buy",
    quantity: "5",
    type: "limit",
    limitPrice: "100",
    timeInForce: "day",
    ...terms,
  };
  const hash = orderHash(whole);
  return {
    id: "prp_1",
    terms: whole,
    clientOrderId: clientOrderId(whole.environment, hash, "prp_1"),
    orderHash: hash,
    origin: "person",
    proposedBy: "per_tess",
    proposedVia: "web",
    tainted: false,
    rationale: "",
    causedBy: [],
    referencePrice: "100",
    referenceAt: NOW,
    priceSource: "simulated",
    worstNotional: "500",
    status: "proposed",
    createdAt: NOW,
    expiresAt: "2026-03-02T15:15:00.000Z",
    ...changes,
  };
}

/** What was done so far: one small order in another name. */
const theDay = (): Pick<GateFacts, "activity" | "openOrders" | "principal"> => ({
  activity: {
    proposalsInMinute: 0,
    proposalsInDay: 1,
    turnoverUsd: "50",
    sameOrders: [EARLIER],
    messagesInMinute: 0,
    messagesInDay: 1,
    tradesInDay: 0,
    exits: [EARLIER],
    usualNotional: "0",
    usualSamples: 0,
  },
  openOrders: { count: 0, ofSymbol: 0, crossing: 0, unknown: 0, unknownOfSymbol: 0 },
  principal: {
    mayTrade: true,
    ordersSinceReview: 0,
    notionalSinceReviewUsd: "0",
    fillsSinceReview: 0,
    unreviewedSince: [EARLIER],
    lossStreak: 0,
  },
});

/** Facts under which every gate passes: $100,000 in cash, nothing held, a quote of 100.00 a second old. */
export function someFacts(changes: Partial<GateFacts> = {}): GateFacts {
  return {
    now: NOW,
    proposal: aProposal(),
    instrument,
    quote: {
      symbol: "AAPL",
      bid: 99.99,
      ask: 100.01,
      bidSize: 100,
      askSize: 100,
      occurredAt: "2026-03-02T14:59:59.000Z",
      knownAt: "2026-03-02T14:59:59.000Z",
      source: "simulated",
    },
    account: {
      environment: "sim",
      tradingState: "ACTIVE",
      cash: "100000",
      equity: "100000",
      equityAtOpen: "100000",
      grossExposure: "0",
      netExposure: "0",
      reservedBuys: "0",
      haltFlag: false,
      equityHigh: "100000",
      unsettledCash: "0",
      booksClean: true,
      reconciledAt: NOW,
    },
    position: {
      quantity: "0",
      openBuyQuantity: "0",
      openSellQuantity: "0",
      marketValue: "0",
      openBuyNotional: "0",
    },
    limits: RiskLimits.parse({}),
    limitsVersion: 1,
    clockSkewMs: 0,
    holdings: [{ symbol: "KO", sector: "Staples", worstUsd: "0" }],
    history: { days: 250, averageVolume: 10_000_000, dailyVolatility: 0.02, previousClose: 100 },
    tail: { beforeUsd: 0, afterUsd: 10 },
    ...theDay(),
    lists: { restricted: false, watched: false },
    announced: null,
    trading: { watch: null, band: null, status: null },
    approvalRules: { policies: [], firstTrade: false, permission: null },
    approvals: [],
    basket: null,
    ...changes,
  };
}
