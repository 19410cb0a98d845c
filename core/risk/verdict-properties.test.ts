import fc from "fast-check";
import { describe, it } from "vitest";
import { decimal } from "#core/model";
import type { GateFacts } from "./facts.ts";
import { judge } from "./judge.ts";
import { aProposal, someFacts } from "./testing/facts.ts";

const PRICE = 100;
const STRICTNESS = { cleared: 0, "needs-approval": 1, refused: 2 };
const base = someFacts();

/** An account in which so much is held in other names, open in this one, and done today. */
const aStand = fc.record({
  held: fc.integer({ min: 0, max: 60_000 }),
  reserved: fc.integer({ min: 0, max: 40_000 }),
  open: fc.integer({ min: 0, max: 30 }),
  turnover: fc.integer({ min: 0, max: 190_000 }),
  lost: fc.integer({ min: 0, max: 2_500 }),
});
type Stand = typeof aStand extends fc.Arbitrary<infer T> ? T : never;

const factsOf = (stand: Stand, quantity: number): GateFacts => ({
  ...someFacts({ proposal: aProposal({ quantity: String(quantity), limitPrice: String(PRICE) }) }),
  account: {
    ...(base.account as NonNullable<GateFacts["account"]>),
    equity: String(100_000 - stand.lost),
    grossExposure: String(stand.held),
    netExposure: String(stand.held),
    reservedBuys: String(stand.reserved),
  },
  holdings: [{ symbol: "XOM", sector: "Energy", worstUsd: String(stand.held) }],
  openOrders: {
    ...(base.openOrders as NonNullable<GateFacts["openOrders"]>),
    ofSymbol: stand.open,
    count: stand.open,
  },
  activity: { ...(base.activity as NonNullable<GateFacts["activity"]>), turnoverUsd: String(stand.turnover) },
});
const strictness = (stand: Stand, quantity: number) => STRICTNESS[judge(factsOf(stand, quantity)).decision];

/** The account with that order open in it as well. */
const withOpen = (stand: Stand, facts: GateFacts, bought: number): GateFacts => {
  const worth = String(bought * PRICE);
  return {
    ...facts,
    account: facts.account && {
      ...facts.account,
      reservedBuys: decimal(String(stand.reserved)).plus(worth).toFixed(),
    },
    position: facts.position && {
      ...facts.position,
      openBuyQuantity: String(bought),
      openBuyNotional: worth,
    },
    holdings: [...(facts.holdings ?? []), { symbol: "AAPL", sector: "Technology", worstUsd: worth }],
  };
};

describe("a verdict", () => {
  it("is never milder for a larger order, wherever the account stands", () => {
    const size = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(
        aStand,
        size,
        size,
        (stand, a, b) => strictness(stand, Math.min(a, b)) <= strictness(stand, Math.max(a, b)),
      ),
      { seed: 3 },
    );
  });

  it("is never milder for an account with more open, more done or more lost", () => {
    fc.assert(
      fc.property(aStand, aStand, fc.integer({ min: 1, max: 300 }), (one, other, quantity) => {
        const worse = Object.fromEntries(
          Object.entries(one).map(([name, value]) => [name, Math.max(value, other[name as keyof Stand])]),
        ) as unknown as Stand;
        return strictness(one, quantity) <= strictness(worse, quantity);
      }),
      { seed: 3 },
    );
  });

  it("lets no more through when an order is cut into many", () => {
    const cut = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(aStand, cut, (stand, parts) => {
        let bought = 0;
        for (const part of parts)
          if (judge(withOpen(stand, factsOf(stand, part), bought)).decision !== "refused") bought += part;
        // The position limit, 20,000 USD, counts what is open: no cut brings more than 200 units through.
        return bought * PRICE <= 20_000;
      }),
      { seed: 3 },
    );
  });
});
