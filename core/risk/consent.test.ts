import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Order, OrderTerms } from "#core/model";
import { Clearance, clearPlacedOrder, type PlacedOrderEvidence } from "./clearance.ts";
import { clientOrderId, orderHash } from "./order-hash.ts";

const NOW = new Date("2026-11-24T15:00:00.000Z");
const APPROVED: OrderTerms = {
  environment: "paper",
  account: "paper",
  symbol: "AAPL",
  side: "buy",
  quantity: "50",
  type: "stop-limit",
  limitPrice: "100",
  timeInForce: "day",
  stopPrice: "99",
  extendedHours: false,
  orderClass: "bracket",
  takeProfit: { limitPrice: "120" },
  stopLoss: { stopPrice: "90", limitPrice: "89" },
};
const HASH = orderHash(APPROVED);

const approved: PlacedOrderEvidence = {
  order: {
    clientOrderId: clientOrderId("paper", HASH, "prp_1"),
    proposalId: "prp_1",
    clearanceId: "clr_1",
    terms: APPROVED,
    state: "sending",
    filledQuantity: "0",
    source: "simulated",
    createdAt: NOW.toISOString(),
    updatedAt: NOW.toISOString(),
  } as unknown as Order,
  clearance: { orderHash: HASH, consumed: true, killEpoch: 0 },
  account: { tradingState: "ACTIVE", killEpoch: 0 },
  haltFlag: false,
};

const price = fc.integer({ min: 1, max: 20_000 }).map((cents) => (cents / 100).toFixed(2));
/** Another value for every field an order has, and none where it may be absent. */
const TERMS: Record<string, fc.Arbitrary<unknown>> = {
  environment: fc.constantFrom("sim", "paper", "live"),
  account: fc.constantFrom("paper", "other", "paper "),
  symbol: fc.constantFrom("AAPL", "MSFT", "AAP", "AAPLX"),
  side: fc.constantFrom("buy", "sell"),
  quantity: fc.integer({ min: 1, max: 500_000 }).map((n) => String(n / 100)),
  type: fc.constantFrom("market", "limit", "stop", "stop-limit", "trailing-stop"),
  limitPrice: price,
  timeInForce: fc.constantFrom("day", "gtc", "ioc", "fok", "opg", "cls"),
  stopPrice: fc.option(price, { nil: undefined }),
  trail: fc.option(fc.record({ by: fc.constantFrom("price", "percent"), amount: price }), { nil: undefined }),
  extendedHours: fc.constantFrom(true, false, undefined),
  orderClass: fc.constantFrom("bracket", "oto", "oco", undefined),
  takeProfit: fc.option(fc.record({ limitPrice: price }), { nil: undefined }),
  stopLoss: fc.option(fc.record({ stopPrice: price, limitPrice: fc.option(price, { nil: undefined }) }), {
    nil: undefined,
  }),
};
const tamperedTerms = fc
  .subarray(Object.keys(TERMS), { minLength: 1, maxLength: 3 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, TERMS[name] as fc.Arbitrary<unknown>]))),
  )
  .map((changed) => ({ ...APPROVED, ...changed }) as OrderTerms);

/** Rows with some of them tampered with: the order's terms always, the rest now and then. */
const tampers = fc.record({
  terms: fc.oneof({ weight: 9, arbitrary: tamperedTerms }, { weight: 1, arbitrary: fc.constant(APPROVED) }),
  /** Whoever tampers may also write the id that follows from the new terms, and the hash of them into the clearance. */
  fixesId: fc.boolean(),
  proposalId: fc.constantFrom("prp_1", "prp_2"),
  state: fc.constantFrom("sending", "sending", "sending", "intent", "filled"),
  killEpoch: fc.constantFrom(0, 0, 0, 1),
  consumed: fc.constantFrom(true, true, true, false),
  hash: fc.constantFrom(HASH, HASH, HASH, "0".repeat(64)),
});

describe("consent", () => {
  it("is to exactly the order that is sent, whatever field of whatever row is tampered with", () => {
    let sent = 0;
    fc.assert(
      fc.property(tampers, ({ terms, fixesId, proposalId, state, killEpoch, consumed, hash }) => {
        const id = fixesId
          ? clientOrderId(terms.environment, orderHash(terms), proposalId)
          : approved.order.clientOrderId;
        const order = { ...approved.order, terms, proposalId, clientOrderId: id, state } as Order;
        const made = clearPlacedOrder(
          { ...approved, order, clearance: { orderHash: hash, consumed, killEpoch } },
          NOW,
        );
        if (!(made instanceof Clearance)) return made.length > 0;
        sent++;
        return orderHash(Clearance.redeem(made, NOW).terms) === HASH;
      }),
      { seed: 13, numRuns: 100_000 },
    );
    console.log(`consent: 100000 tampers, ${sent} sent, each with the approved hash`);
    expect(sent).toBeGreaterThan(1_000);
  });
});
