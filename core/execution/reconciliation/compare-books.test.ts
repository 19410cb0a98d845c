import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Order, OrderState } from "#core/model";
import { orderHash } from "#core/risk";
import type { BrokerOrder, OpenOrder } from "../brokers/broker.ts";
import { compareBooks, type OurBooks, type TheirBooks } from "./compare-books.ts";

const terms = {
  environment: "paper",
  account: "paper",
  symbol: "KO",
  side: "buy",
  quantity: "10",
  type: "limit",
  limitPrice: "60",
  timeInForce: "day",
} as const;

const anOrder = (changes: Partial<Order> = {}): Order => ({
  clientOrderId: "paper-1",
  proposalId: "prp_1",
  clearanceId: "clr_1",
  terms,
  state: "accepted",
  filledQuantity: "0",
  averageFillPrice: null,
  brokerOrderId: "b1",
  cancelRequestedAt: null,
  reason: null,
  source: "simulated",
  createdAt: "2026-11-24T15:00:00.000Z",
  updatedAt: "2026-11-24T15:00:00.000Z",
  ...changes,
});

const booked = (order: Order, changes: { clearedHash?: string | null; unansweredMs?: number } = {}) => ({
  order,
  clearedHash: orderHash(order.terms),
  unansweredMs: 0,
  ...changes,
});

const atBroker = (changes: Partial<BrokerOrder> = {}): OpenOrder => ({
  isForeign: false,
  clientOrderId: "paper-1",
  brokerOrderId: "b1",
  terms,
  state: "accepted",
  filledQuantity: "0",
  ...changes,
});

const FOREIGN: OpenOrder = {
  isForeign: true,
  brokerOrderId: "b9",
  clientOrderId: "by-hand",
  symbol: "KO",
  side: "sell",
  quantity: "1",
  filledQuantity: "0",
  type: "market",
  limitPrice: null,
  submittedAt: "2026-11-24T15:00:00.000Z",
};

const ours = (changes: Partial<OurBooks> = {}): OurBooks => ({
  cash: "1000",
  positions: [{ symbol: "KO", quantity: "3" }],
  orders: [booked(anOrder())],
  ...changes,
});
const theirs = (changes: Partial<TheirBooks> = {}): TheirBooks => ({
  cash: "1000",
  positions: [{ symbol: "KO", quantity: "3" }],
  open: [atBroker()],
  asked: new Map(),
  ...changes,
});

const kinds = (here: OurBooks, there: TheirBooks) =>
  compareBooks(here, there).map(({ kind, subject }) => `${kind} ${subject}`);

describe("two sets of books", () => {
  it("agree when cash, positions and orders do, written as they may be", () => {
    expect(
      kinds(ours(), theirs({ cash: "1000.01", positions: [{ symbol: "KO", quantity: "3.000" }] })),
    ).toEqual([]);
  });

  it("differ in cash by more than a cent, in a position by anything, and in what one side alone holds", () => {
    expect(kinds(ours(), theirs({ cash: "1000.02" }))).toEqual(["cash USD"]);
    expect(kinds(ours(), theirs({ positions: [{ symbol: "KO", quantity: "3.000001" }] }))).toEqual([
      "position KO",
    ]);
    expect(kinds(ours({ positions: [] }), theirs())).toEqual(["position KO"]);
    expect(kinds(ours(), theirs({ positions: [] }))).toEqual(["position KO"]);
  });

  it("differ when the broker works what we did not send, or sent under an id that nobody cleared", () => {
    expect(kinds(ours(), theirs({ open: [atBroker(), FOREIGN] }))).toEqual(["foreign-order b9"]);
    expect(kinds(ours({ orders: [] }), theirs())).toEqual(["uncleared-order paper-1"]);
  });

  it("differ when it works other terms, or when no clearance for these terms was used up", () => {
    const more = atBroker({ terms: { ...terms, quantity: "11" } });
    expect(kinds(ours(), theirs({ open: [more] }))).toEqual(["other-terms paper-1"]);
    for (const clearedHash of [null, orderHash({ ...terms, quantity: "11" })])
      expect(kinds(ours({ orders: [booked(anOrder(), { clearedHash })] }), theirs())).toEqual([
        "no-clearance paper-1",
      ]);
    const unsent = booked(anOrder({ state: "intent" }), { clearedHash: null });
    expect(kinds(ours({ orders: [unsent] }), theirs({ open: [] }))).toEqual([]);
  });

  it("differ when an order is open on one side and ended on the other", () => {
    const ended: OrderState[] = ["filled", "canceled", "rejected", "expired", "voided"];
    for (const state of ended)
      expect(kinds(ours({ orders: [booked(anOrder({ state }))] }), theirs())).toEqual([
        "order-state paper-1",
      ]);
    const asked = (found: BrokerOrder | null) => theirs({ open: [], asked: new Map([["paper-1", found]]) });
    expect(kinds(ours(), asked(null))).toEqual(["order-missing paper-1"]);
    expect(kinds(ours(), asked({ ...atBroker(), ...{ state: "canceled" } } as BrokerOrder))).toEqual([
      "order-state paper-1",
    ]);
  });

  it("differ when an order has filled further than we booked, open or ended", () => {
    const further = atBroker({ state: "partially-filled", filledQuantity: "4" });
    expect(kinds(ours(), theirs({ open: [further] }))).toEqual(["order-fills paper-1"]);
    const filled = { ...atBroker(), state: "filled", filledQuantity: "10" } as BrokerOrder;
    expect(kinds(ours(), theirs({ open: [], asked: new Map([["paper-1", filled]]) }))).toEqual([
      "order-fills paper-1",
    ]);
  });

  it("say nothing of an order whose answer is awaited, until it has been for a minute", () => {
    for (const state of ["sending", "unknown"] as const) {
      const waiting = (unansweredMs: number) =>
        ours({ orders: [booked(anOrder({ state }), { unansweredMs })] });
      expect(kinds(waiting(59_999), theirs())).toEqual([]);
      expect(kinds(waiting(60_000), theirs({ open: [] }))).toEqual(["unknown-order paper-1"]);
    }
  });

  it("are never called equal when one figure moved", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom("KO", "XOM", "AAPL", "MSFT"), fc.integer({ min: -500, max: 500 })),
          {
            maxLength: 4,
          },
        ),
        fc.nat({ max: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (held, at, by) => {
          const positions = [...new Map(held)].map(([symbol, quantity]) => ({
            symbol,
            quantity: String(quantity),
          }));
          const moved = positions.map((position, index) =>
            index === at ? { ...position, quantity: String(Number(position.quantity) + by) } : position,
          );
          const differences = kinds(ours({ positions }), theirs({ positions: moved }));
          expect(kinds(ours({ positions }), theirs({ positions: [...positions].reverse() }))).toEqual([]);
          expect(differences).toEqual(positions[at] ? [`position ${positions[at].symbol}`] : []);
        },
      ),
      { seed: 20261124, numRuns: 300 },
    );
  });
});
