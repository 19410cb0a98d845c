import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BrokerEvent, OrderTerms } from "#core/model";
import { type ClaimedOrder, claimOrder, contextFor, recordBrokerEvent, systemActor } from "#operations";
import { openRestingDesk, type RestingDesk } from "../testing/resting-desk.ts";
import { checkBooks, violationsIn } from "./check-books.ts";
import { brokerBooks } from "./invariant.ts";

/**
 * The usual ways of sending an order, each against a broker that takes it and loses its answer. The checker must see
 * what every one of them does to the books; if it could not, its silence about our own protocol would prove nothing.
 */
let scene: RestingDesk;
let told: Parameters<typeof brokerBooks>[0][number][] = [];

beforeAll(async () => {
  scene = await openRestingDesk();
});
afterAll(() => scene.close());

const executor = () => contextFor(scene.desk, systemActor("executor"));
const at = () => scene.clock.now().toISOString();
const record = (event: BrokerEvent) => recordBrokerEvent.perform(executor(), { broker: "naive", event });

/** A broker that takes whatever it is given, and asks no questions about ids. */
function accept(clientOrderId: string, terms: OrderTerms): Extract<BrokerEvent, { kind: "accepted" }> {
  const event = { kind: "accepted", clientOrderId, brokerOrderId: `n-${told.length}`, at: at() } as const;
  told.push({ event, terms });
  return event;
}

function fill(clientOrderId: string, executionId: string): Extract<BrokerEvent, { kind: "fill" }> {
  return {
    kind: "fill",
    clientOrderId,
    brokerOrderId: "n-1",
    executionId,
    quantity: "1",
    price: "29",
    fee: "0",
    at: at(),
    source: "simulated",
  };
}

async function aClaimedOrder(): Promise<ClaimedOrder["order"]> {
  told = [];
  // Each of these protocols leaves its order behind; a desk of its own would cost seconds.
  await scene.wish({ symbol: "KO", quantity: "2", type: "limit", limitPrice: String(30 + serial++) });
  const { claimed } = await claimOrder.perform(executor(), { executor: "naive", leaseMs: 1_000 });
  if (!claimed) throw new Error("nothing was there to claim");
  return claimed.order;
}
let serial = 0;

async function violationsOf(clientOrderId: string): Promise<string[]> {
  const found = violationsIn(await checkBooks({ db: scene.desk.db, broker: brokerBooks(told) }));
  return found.filter((line) => line.includes(clientOrderId) || line.includes("exec-"));
}

describe("the checker sees what goes wrong", () => {
  it("when a lost answer is followed by a new order under a fresh id", async () => {
    const { clientOrderId, terms } = await aClaimedOrder();
    accept(clientOrderId, terms);
    const retried = accept(`${clientOrderId}-again`, terms);
    await record({ ...retried, clientOrderId });
    expect(await violationsOf(clientOrderId)).toEqual([
      `I1 ${clientOrderId}-again: at the broker, not in our books`,
    ]);
  });

  it("when a lost answer is followed by the same order again, at a broker that does not mind", async () => {
    const { clientOrderId, terms } = await aClaimedOrder();
    accept(clientOrderId, terms);
    await record(accept(clientOrderId, terms));
    expect(await violationsOf(clientOrderId)).toEqual([
      `I1 ${clientOrderId}: stands at the broker more than once`,
    ]);
  });

  it("when a lost answer is taken for a no", async () => {
    const { clientOrderId, terms } = await aClaimedOrder();
    accept(clientOrderId, terms);
    await record({ kind: "rejected", clientOrderId, reason: "timeout", at: at() });
    expect(await violationsOf(clientOrderId)).toEqual([
      `I17 ${clientOrderId}: rejected in our books, accepted by the broker`,
    ]);
  });

  it("when an order is recorded as sent before it is, and the process dies between", async () => {
    const { clientOrderId } = await aClaimedOrder();
    await record({ kind: "accepted", clientOrderId, brokerOrderId: "n-0", at: at() });
    expect(await violationsOf(clientOrderId)).toEqual([
      `I1 ${clientOrderId}: accepted in our books, unknown to the broker`,
    ]);
  });

  it("when a fill is lost", async () => {
    const { clientOrderId, terms } = await aClaimedOrder();
    await record(accept(clientOrderId, terms));
    told.push({ event: fill(clientOrderId, "exec-lost") });
    expect(await violationsOf(clientOrderId)).toEqual(["I6 exec-lost: traded at the broker, not booked"]);
  });

  it("when a fill that was told twice is booked twice", async () => {
    const { clientOrderId, terms } = await aClaimedOrder();
    await record(accept(clientOrderId, terms));
    told.push({ event: fill(clientOrderId, "exec-once") });
    await record(fill(clientOrderId, "exec-once"));
    await record(fill(clientOrderId, "exec-once-repeated"));
    expect(await violationsOf(clientOrderId)).toEqual([
      "I6 exec-once-repeated: booked, unknown to the broker",
    ]);
  });
});
