import { describe, expect, it } from "vitest";
import type { Collector, Page } from "#core/market-data";
import { type FactBatch, ManualClock, type Quote } from "#core/model";
import { VendorLine } from "./vendor-line.ts";

const AT = "2026-11-24T15:00:00.000Z";
const quote = (bid: number): Quote => ({
  symbol: "KO",
  bid,
  ask: bid + 1,
  bidSize: 1,
  askSize: 1,
  occurredAt: AT,
  knownAt: AT,
  source: "live",
});

function scene() {
  let tell: (page: Page) => void = () => {};
  const state = {
    opened: 0,
    closed: 0,
    published: [] as FactBatch[],
    stored: [] as FactBatch[],
    isDown: false,
  };
  const collector = {
    name: "alpaca",
    listen: async (_wish: object, told: (page: Page) => void) => {
      state.opened++;
      tell = told;
      return {
        health: () => ({ status: "ok" as const, detail: "open", answeredAt: AT }),
        close: async () => void state.closed++,
      };
    },
  } as unknown as Collector;
  const line = new VendorLine({
    collector,
    wish: { quotes: ["KO"] },
    publish: (facts) => state.published.push(facts),
    record: async (facts) => {
      if (state.isDown) throw new Error("the database is away");
      state.stored.push(facts);
    },
    clock: new ManualClock(AT),
  });
  const told = (count: number, receivedAt = AT) =>
    tell({
      facts: { receivedAt, quotes: Array.from({ length: count }, (_, bid) => quote(bid + 1)) },
      next: null,
    });
  return { ...state, state, line, told, tell: (page: Page) => tell(page) };
}

describe("the line of a vendor", () => {
  it("is opened once, tells at once, and stores what was told as one batch", async () => {
    const { line, told, state } = scene();
    await line.round();
    told(1);
    told(2, "2026-11-24T15:00:01.000Z");
    expect([state.published.length, state.stored.length]).toEqual([2, 0]);
    expect(await line.round()).toBe(3);
    expect(state.stored).toMatchObject([{ receivedAt: "2026-11-24T15:00:01.000Z", quotes: { length: 3 } }]);
    expect([await line.round(), state.opened]).toEqual([0, 1]);
  });

  it("keeps what could not be stored for the next round, in order", async () => {
    const { line, told, state } = scene();
    await line.round();
    state.isDown = true;
    told(1);
    await expect(line.round()).rejects.toThrow("away");
    told(2);
    state.isDown = false;
    expect(await line.round()).toBe(3);
    expect(state.stored[0]?.quotes?.map(({ bid }) => bid)).toEqual([1, 1, 2]);
  });

  it("never lets a halt go, however many ticks wait behind it", async () => {
    const { line, told, tell, state } = scene();
    await line.round();
    state.isDown = true;
    const halt = {
      symbol: "KO",
      state: "halted",
      code: "H",
      reason: "",
      occurredAt: AT,
      knownAt: AT,
    } as const;
    const statuses = [{ ...halt, source: "live" as const, collector: "alpaca" }];
    tell({ facts: { receivedAt: AT, statuses }, next: null });
    for (let page = 0; page < 6; page++) told(10_000);
    await expect(line.round()).rejects.toThrow("away");
    state.isDown = false;
    await line.round();
    expect(state.stored).toMatchObject([{ statuses, quotes: { length: 50_000 } }]);
    expect(state.stored[0]?.findings?.[0]?.detail).toContain("10000 facts");
  });

  it("lets the oldest go when too many wait, and a finding says how many", async () => {
    const { line, told, state } = scene();
    await line.round();
    state.isDown = true;
    for (let page = 0; page < 6; page++) told(10_000);
    await expect(line.round()).rejects.toThrow();
    state.isDown = false;
    expect(await line.round()).toBe(50_000);
    expect(state.stored[0]?.findings).toMatchObject([
      { check: "stream-gap", severity: "error", detail: expect.stringContaining("10000 facts") },
    ]);
    told(1);
    await line.round();
    expect(state.stored[1]?.findings).toBeUndefined();
  });

  it("stores what was told before it is closed", async () => {
    const { line, told, state } = scene();
    await line.round();
    told(1);
    await line.close();
    expect([state.closed, state.stored.length, line.health()]).toEqual([1, 1, null]);
  });
});
