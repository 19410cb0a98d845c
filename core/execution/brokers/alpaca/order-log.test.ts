import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BrokerEvent, decimal } from "#core/model";
import { OrderLog } from "./order-log.ts";
import { AlpacaOrder } from "./wire.ts";

const ID = "paper-0123456789abcdef0123456789abcdef";
const at = (second: number) => `2026-11-24T15:00:${String(second).padStart(2, "0")}.000Z`;

/** An order of so many shares as it stands after so much was filled. */
const standing = (quantity: string, filled: string, second: number, status?: string): AlpacaOrder =>
  AlpacaOrder.parse({
    id: "o1",
    client_order_id: ID,
    submitted_at: at(0),
    updated_at: at(second),
    symbol: "AAPL",
    side: "buy",
    type: "limit",
    time_in_force: "day",
    order_class: "",
    qty: quantity,
    filled_qty: filled,
    limit_price: "100",
    status: status ?? (filled === quantity ? "filled" : filled === "0" ? "new" : "partially_filled"),
  });

type Step = (log: OrderLog) => void;

/** Everything Alpaca could tell of one order in parts, each told by the stream, by the activities, or by both. */
function steps(parts: readonly number[], isCanceled: boolean): Step[] {
  const whole = parts.reduce((sum, part) => sum + part, 0) + (isCanceled ? 1 : 0);
  const text = (millionths: number) => decimal(String(millionths)).div("1000000").toFixed();
  let filled = 0;
  const told: Step[] = [(log) => void log.observe(standing(text(whole), "0", 1))];
  parts.forEach((part, index) => {
    filled += part;
    const execution = {
      orderId: "o1",
      cumulative: text(filled),
      quantity: text(part),
      price: "99",
      at: at(index + 2),
      ids: [],
    };
    const order = standing(text(whole), text(filled), index + 2);
    told.push(
      (log) => void log.observe(order),
      (log) => {
        log.observe(order);
        log.execution(execution);
      },
    );
  });
  if (isCanceled) told.push((log) => void log.observe(standing(text(whole), text(filled), 50, "canceled")));
  return told;
}

const essence = (events: readonly BrokerEvent[]) =>
  events
    .map((event) => (event.kind === "fill" ? `${event.executionId} ${event.quantity}` : event.kind))
    .sort();

describe("the order log", () => {
  it("comes to the same story whatever the order of what it is told, and however often", () => {
    const story = fc
      .record({
        parts: fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 5 }),
        isCanceled: fc.boolean(),
      })
      .chain(({ parts, isCanceled }) => {
        const told = steps(parts, isCanceled);
        const all = [...told, ...told];
        return fc.record({
          parts: fc.constant(parts),
          isCanceled: fc.constant(isCanceled),
          shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
        });
      });
    fc.assert(
      fc.property(story, ({ parts, isCanceled, shuffled }) => {
        const log = new OrderLog("simulated", () => {});
        for (const step of shuffled) step(log);
        const calm = new OrderLog("simulated", () => {});
        for (const step of steps(parts, isCanceled)) step(calm);
        expect(essence(log.events)).toEqual(essence(calm.events));
        expect(log.isWanting).toBe(false);
        expect(log.events.filter(({ kind }) => kind === "canceled")).toHaveLength(isCanceled ? 1 : 0);
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });

  it("holds an end back until every fill that Alpaca counts has been told", () => {
    const log = new OrderLog("simulated", () => {});
    expect(log.observe(standing("10", "4", 5, "canceled"))).toBe(false);
    expect(log.events.map(({ kind }) => kind)).toEqual(["accepted"]);
    log.execution({ orderId: "o1", cumulative: "4", quantity: "4", price: "99", at: at(3), ids: [] });
    expect(log.observe(standing("10", "4", 5, "canceled"))).toBe(true);
    expect(log.events.map(({ kind }) => kind)).toEqual(["accepted", "fill", "canceled"]);
  });

  it("lets no late answer bring an ended order back", () => {
    const log = new OrderLog("simulated", () => {});
    log.observe(standing("10", "0", 9, "canceled"));
    log.observe(standing("10", "0", 2, "new"));
    expect(log.open).toEqual([]);
  });

  it("keeps a taken-back fill away, though the activities still name it", () => {
    const log = new OrderLog("simulated", () => {});
    const execution = {
      orderId: "o1",
      cumulative: "10",
      quantity: "10",
      price: "99",
      at: at(3),
      ids: ["e1"],
    };
    log.observe(standing("10", "10", 3));
    log.execution(execution);
    expect(log.bust("o1", "e1", "10", "99", at(5))).toBe(true);
    log.execution(execution);
    expect(log.events.map(({ kind }) => kind)).toEqual(["accepted", "fill", "bust"]);
    expect(log.bust("o1", "e1", "10", "99", at(6))).toBe(false);
  });

  it("takes no other order for ours", () => {
    const log = new OrderLog("simulated", () => {});
    const other = { ...standing("10", "10", 3), client_order_id: "paper-of-somebody", id: "o2" };
    expect([log.observe(other), log.isOurs(other), log.events]).toEqual([false, false, []]);
  });
});
