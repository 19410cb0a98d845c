import { type Instrument, type OrderProposal, type OrderTerms, RiskLimits } from "#core/model";
import { clientOrderId, GATES, type GateFacts, judge, orderHash } from "#core/risk";
import { atLeast, type Bench, perSecond } from "./report.ts";
import { fastestNs } from "./timing.ts";

const ROUNDS = 20;
const CHECKS = 2_000;

export const checksBench: Bench = {
  name: "checks",
  method: `The pure verdict on sound orders, all ${GATES.length} gates, hash recomputed, no database. Every order of a round has its own size, price, quote and account figures. Fastest of ${ROUNDS} rounds of ${CHECKS}.`,
  async run() {
    let round = 0;
    const days = Array.from({ length: ROUNDS }, () => {
      const first = CHECKS * round++;
      return Array.from({ length: CHECKS }, (_, index) => soundFacts(first + index));
    });
    if (days.flat().some((facts) => judge(facts).decision !== "cleared"))
      throw new Error("an order of this bench is refused");
    let next = 0;
    const ns = fastestNs(ROUNDS, () => {
      for (const facts of days[next++ % ROUNDS] ?? []) judge(facts);
    });
    return { figures: [atLeast("verdicts, pure", (CHECKS / ns) * 1e9, 50_000, perSecond)] };
  },
};

const NOW = "2026-11-24T15:00:00.000Z";
const SEEN = "2026-11-24T14:59:59.000Z";

const TERMS: OrderTerms = {
  environment: "sim",
  account: "paper",
  symbol: "AAPL",
  side: "buy",
  quantity: "5",
  type: "limit",
  limitPrice: "100",
  timeInForce: "day",
};

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

/** A proposal whose terms differ with its number. */
function soundProposal(number: number, price: string): OrderProposal {
  const terms = { ...TERMS, quantity: String(1 + (number % 7)), limitPrice: price };
  const hash = orderHash(terms);
  return {
    id: "prp_1",
    terms,
    clientOrderId: clientOrderId("sim", hash, "prp_1"),
    orderHash: hash,
    origin: "person",
    proposedBy: "per_1",
    proposedVia: "web",
    tainted: false,
    rationale: "",
    causedBy: [],
    referencePrice: price,
    referenceAt: NOW,
    priceSource: "simulated",
    worstNotional: "500",
    status: "proposed",
    createdAt: NOW,
    expiresAt: "2026-11-24T15:15:00.000Z",
  };
}

const theDay = (number: number): Pick<GateFacts, "activity" | "openOrders" | "principal"> => ({
  activity: {
    proposalsInMinute: number % 10,
    proposalsInDay: number % 100,
    turnoverUsd: String(1_000 + number / 8),
    sameOrders: [],
    messagesInMinute: 0,
    messagesInDay: 1,
    tradesInDay: 0,
    exits: [],
    usualNotional: String(500 + (number % 89)),
    usualSamples: 100,
  },
  openOrders: { count: number % 20, ofSymbol: number % 5, crossing: 0, unknown: 0, unknownOfSymbol: 0 },
  principal: {
    mayTrade: true,
    ordersSinceReview: 0,
    notionalSinceReviewUsd: "0",
    fillsSinceReview: 0,
    unreviewedSince: [],
    lossStreak: 0,
  },
});

/** Facts that share nothing with those of other numbers but the limits and the instrument: what was read once is read anew. */
function soundFacts(number: number): GateFacts {
  const price = 90 + (number % 2_000) / 100;
  return {
    now: NOW,
    proposal: soundProposal(number, price.toFixed(2)),
    instrument,
    quote: {
      symbol: "AAPL",
      bid: price - 0.01,
      ask: price + 0.01,
      bidSize: 100,
      askSize: 100,
      occurredAt: SEEN,
      knownAt: SEEN,
      source: "simulated",
    },
    account: {
      environment: "sim",
      tradingState: "ACTIVE",
      cash: String(100_000 + number),
      equity: String(100_500 + number),
      equityAtOpen: String(100_250 + number),
      grossExposure: String(500 + number / 100),
      netExposure: String(500 + number / 100),
      reservedBuys: String(100 + number / 50),
      haltFlag: false,
      equityHigh: String(101_000 + number),
      unsettledCash: "0",
      booksClean: true,
      reconciledAt: SEEN,
    },
    position: {
      quantity: "0",
      openBuyQuantity: "0",
      openSellQuantity: "0",
      marketValue: String(100 + (number % 997)),
      openBuyNotional: "0",
    },
    limits: RiskLimits.parse({}),
    limitsVersion: 1,
    clockSkewMs: 0,
    holdings: [
      { symbol: "KO", sector: "Staples", worstUsd: String(500 + (number % 911)) },
      { symbol: "AAPL", sector: "Technology", worstUsd: String(100 + (number % 997)) },
    ],
    history: { days: 250, averageVolume: 10_000_000, dailyVolatility: 0.02, previousClose: price },
    tail: { beforeUsd: 40, afterUsd: 60 + (number % 100) },
    ...theDay(number),
    lists: { restricted: false, watched: false },
    announced: null,
    trading: { watch: null, band: null, status: null },
    approvalRules: { policies: [], firstTrade: false, permission: null },
    approvals: [],
    basket: null,
  };
}
