import { describe, expect, it } from "vitest";
import type { Order } from "#core/model";
import { Clearance, clearPlacedOrder, type PlacedOrderEvidence } from "./clearance.ts";
import { clientOrderId, orderHash } from "./order-hash.ts";
import { aProposal, NOW } from "./testing/facts.ts";

const now = new Date(NOW);

function evidence(
  changes: Partial<PlacedOrderEvidence> = {},
  order: Partial<Order> = {},
): PlacedOrderEvidence {
  const proposal = aProposal();
  return {
    order: {
      ...proposal,
      proposalId: proposal.id,
      clearanceId: "clr_1",
      state: "sending",
      filledQuantity: "0",
      averageFillPrice: null,
      brokerOrderId: null,
      cancelRequestedAt: null,
      reason: null,
      source: "simulated",
      updatedAt: NOW,
      ...order,
    } as Order,
    clearance: { orderHash: proposal.orderHash, consumed: true, killEpoch: 0 },
    account: { tradingState: "ACTIVE", killEpoch: 0 },
    haltFlag: false,
    ...changes,
  };
}

function genuine(): Clearance {
  const cleared = clearPlacedOrder(evidence(), now);
  if (!(cleared instanceof Clearance)) throw new Error("not cleared");
  return cleared;
}

const isRefused = (changes: Partial<PlacedOrderEvidence>, order: Partial<Order> = {}) =>
  Array.isArray(clearPlacedOrder(evidence(changes, order), now));

describe("a clearance", () => {
  it("is redeemed for exactly the order's terms, once", () => {
    const cleared = genuine();
    expect(Clearance.redeem(cleared, now).terms).toEqual(aProposal().terms);
    expect(() => Clearance.redeem(cleared, now)).toThrow("was used before");
  });

  it("dies after thirty seconds", () => {
    expect(() => Clearance.redeem(genuine(), new Date(now.getTime() + 30_000))).toThrow("has expired");
  });

  it("cannot be made, copied, cast, wrapped or inherited", () => {
    // @ts-expect-error the constructor is private
    const direct = () => new Clearance(Symbol("mint"), aProposal().terms, "id", now);
    const forgeries: unknown[] = [
      { ...genuine() },
      JSON.parse(JSON.stringify(genuine())),
      Object.create(Clearance.prototype),
      new Proxy(genuine(), {}),
      structuredClone({}),
      null,
      "clearance",
    ];
    for (const forgery of forgeries)
      expect(() => Clearance.redeem(forgery as Clearance, now)).toThrow("was not made by the gates");
    expect(direct).toThrow("was not made by the gates");
    class Heir extends (Clearance as unknown as new (...args: unknown[]) => Clearance) {}
    expect(() => new Heir(Symbol("mint"), aProposal().terms, "id", now)).toThrow("was not made by the gates");
  });

  it("is not given when a halt, an epoch, a changed term or another state stands in between", () => {
    expect(isRefused({ haltFlag: true })).toBe(true);
    expect(isRefused({ account: { tradingState: "HALTED", killEpoch: 0 } })).toBe(true);
    expect(isRefused({ account: { tradingState: "ACTIVE", killEpoch: 1 } })).toBe(true);
    expect(isRefused({ clearance: { ...evidence().clearance, consumed: false } })).toBe(true);
    expect(isRefused({}, { terms: { ...aProposal().terms, quantity: "6" } })).toBe(true);
    expect(isRefused({}, { clientOrderId: "sim-0" })).toBe(true);
    expect(isRefused({}, { state: "filled" })).toBe(true);
    expect(isRefused({})).toBe(false);
  });

  it.each<[string, Partial<PlacedOrderEvidence>, Partial<Order>]>([
    ["trading state", { haltFlag: true }, {}],
    ["trading state", { account: { tradingState: "HALTED", killEpoch: 0 } }, {}],
    ["kill epoch", { account: { tradingState: "ACTIVE", killEpoch: 1 } }, {}],
    ["clearance", { clearance: { ...evidence().clearance, consumed: false } }, {}],
    ["clearance", { clearance: { ...evidence().clearance, orderHash: "0".repeat(64) } }, {}],
    ["client order id", {}, { clientOrderId: "sim-0" }],
    ["environment", ...liveOrder()],
    ["state", {}, { state: "filled" }],
  ])("is refused by its %s alone, whatever else is right", (name, changes, order) => {
    const refused = clearPlacedOrder(evidence(changes, order), now);
    expect(Array.isArray(refused) && refused.map((refusal) => refusal.name)).toEqual([name]);
  });

  it("is given on an account that only reduces", () => {
    expect(isRefused({ account: { tradingState: "REDUCING", killEpoch: 0 } })).toBe(false);
  });

  it("lives until one millisecond before its end", () => {
    expect(Clearance.redeem(genuine(), new Date(now.getTime() + 29_999)).clientOrderId).toBe(
      aProposal().clientOrderId,
    );
  });
});

/** An order for the live market that hash, id and clearance agree on. */
function liveOrder(): [Partial<PlacedOrderEvidence>, Partial<Order>] {
  const { id, terms: simulated } = aProposal();
  const terms = { ...simulated, environment: "live" as const };
  const hash = orderHash(terms);
  return [
    { clearance: { ...evidence().clearance, orderHash: hash } },
    { terms, clientOrderId: clientOrderId("live", hash, id) },
  ];
}
