import { type Instrument, type OrderProposal, type OrderTerms, RiskLimits } from "#core/model";
import { clientOrderId, GATES, type GateFacts, judge, orderHash } from "#core/risk";
import { atLeast, type Bench, perSecond } from "./report.ts";
import { fastestNs } from "./timing.ts";

const ROUNDS = 20;
const CHECKS = 2_000;

export const checksBench: Bench = {
  name: "checks",
  method: `The pure verdict on one sound order, all ${GATES.length} gates, hash recomputed, no database. Fastest of ${ROUNDS} rounds of ${CHECKS}.`,
  async run() {
    const facts = soundFacts();
    if (judge(facts).decision !== "cleared") throw new Error("the order of this bench is refused");
    const ns = fastestNs(ROUNDS, () => {
      for (let check = 0; check < CHECKS; check++) judge(facts);
    });
    return { figures: [atLeast("verdicts, pure", (CHECKS / ns) * 1e9, 50_000, perSecond)] };
  },
};

const NOW = "2026-11-24T15:00:00.000Z";
const SEEN = "2026-11-24T14:59:59.000Z";

const terms: OrderTerms = {
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

function soundFacts(): GateFacts {
  const hash = orderHash(terms);
  const proposal: OrderProposal = {
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
    referencePrice: "100",
    referenceAt: NOW,
    priceSource: "simulated",
    worstNotional: "500",
    status: "proposed",
    createdAt: NOW,
    expiresAt: "2026-11-24T15:15:00.000Z",
  };
  return {
    now: NOW,
    proposal,
    instrument,
    quote: {
      symbol: "AAPL",
      bid: 99.99,
      ask: 100.01,
      bidSize: 100,
      askSize: 100,
      occurredAt: SEEN,
      knownAt: SEEN,
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
    recentOrders: [],
    approvals: [],
  };
}
