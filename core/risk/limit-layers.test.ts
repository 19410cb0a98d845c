import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RiskLimits } from "#core/model";
import { effectiveLimits, type LimitLayer, loosenedLimits } from "./limit-layers.ts";

const BASE = RiskLimits.parse({});
const NOW = new Date("2026-03-02T15:00:00.000Z");
const SUBJECT = { account: "paper", strategy: null, sector: "Technology", symbol: "AAPL" };
const layer = (changes: Partial<LimitLayer>): LimitLayer => ({
  version: 1,
  level: "symbol",
  key: "AAPL",
  limits: { maxOpenOrders: 5 },
  endsAt: null,
  ...changes,
});
const openOrders = (...layers: LimitLayer[]) => effectiveLimits(BASE, layers, SUBJECT, NOW).maxOpenOrders;

describe("limits in layers", () => {
  it("are the account's own where nothing else speaks", () => {
    expect(effectiveLimits(BASE, [], SUBJECT, NOW)).toEqual(BASE);
    expect(openOrders(layer({ key: "MSFT" }), layer({ level: "strategy", key: "momentum" }))).toBe(100);
  });

  it("are the strictest of those that speak, however loose the others", () => {
    expect(openOrders(layer({}), layer({ level: "global", key: "", limits: { maxOpenOrders: 3 } }))).toBe(3);
    expect(openOrders(layer({ limits: { maxOpenOrders: 900 } }))).toBe(100);
  });

  it("take the larger of two floors", () => {
    const floors = layer({ limits: { minCoolDownMs: 1, duplicateWindowMs: 90_000 } });
    const effective = effectiveLimits(BASE, [floors], SUBJECT, NOW);
    expect([effective.minCoolDownMs, effective.duplicateWindowMs]).toEqual([600_000, 90_000]);
  });

  it("let an override stand above its own document until its end, not at it", () => {
    const lend = (endsAt: string) => layer({ version: 2, limits: { maxOpenOrders: 50 }, endsAt });
    expect(openOrders(layer({}), lend("2026-03-02T15:00:00.001Z"))).toBe(50);
    expect(openOrders(lend("2026-03-02T15:00:00.001Z"), layer({}))).toBe(50);
    expect(openOrders(layer({}), lend("2026-03-02T15:00:00.000Z"))).toBe(5);
    const ofAccount = layer({ level: "account", key: "paper", limits: { maxOpenOrders: 150 } });
    expect(openOrders({ ...ofAccount, endsAt: "2026-03-02T16:00:00.000Z" })).toBe(150);
  });

  it("never become looser by one more standing layer", () => {
    const aLayer = fc.record({
      version: fc.constant(1),
      level: fc.constantFrom("global", "sector", "symbol"),
      key: fc.constantFrom("", "Technology", "AAPL"),
      limits: fc.record({
        maxOpenOrders: fc.integer({ min: 1, max: 500 }),
        minCoolDownMs: fc.integer({ min: 1, max: 900_000 }),
      }),
      endsAt: fc.constant(null),
    }) as fc.Arbitrary<LimitLayer>;
    fc.assert(
      fc.property(
        fc.uniqueArray(aLayer, { selector: ({ level }) => level, maxLength: 2 }),
        aLayer,
        (layers, more) => {
          fc.pre(layers.every(({ level }) => level !== more.level));
          const before = effectiveLimits(BASE, layers, SUBJECT, NOW);
          return loosenedLimits(before, effectiveLimits(BASE, [...layers, more], SUBJECT, NOW)).length === 0;
        },
      ),
      { seed: 3 },
    );
  });
});

describe("a change", () => {
  it("loosens what it lets more through by, and nothing that was not set", () => {
    expect(loosenedLimits({ maxOpenOrders: 5 }, { maxOpenOrders: 6, maxTradesPerDay: 9 })).toEqual([
      "maxOpenOrders",
    ]);
    expect(loosenedLimits({ minCoolDownMs: 5 }, { minCoolDownMs: 4 })).toEqual(["minCoolDownMs"]);
    expect(loosenedLimits({ minCoolDownMs: 5 }, { minCoolDownMs: 6 })).toEqual([]);
  });
});
