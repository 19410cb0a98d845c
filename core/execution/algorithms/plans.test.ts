import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import { apportion } from "./apportion.ts";
import { icebergPause, icebergTip } from "./iceberg.ts";
import { lotsOf, planLot, quantityOf } from "./lots.ts";
import { cutEvenly, type Slice } from "./plan.ts";
import { twapPlan } from "./twap.ts";
import { expectedVolume, volumeCurve } from "./volume-curve.ts";
import { vwapPlan } from "./vwap.ts";

const HOUR_MS = 3_600_000;
const TEN = Date.parse("2026-11-24T15:00:00.000Z");
const window = { startsAt: TEN, endsAt: TEN + HOUR_MS };
const total = (slices: readonly Slice[]) => slices.reduce((sum, { lots }) => sum + lots, 0);

const requests = fc.record({
  lots: fc.integer({ min: 1, max: 50_000 }),
  slices: fc.integer({ min: 1, max: 120 }),
  maxLots: fc.integer({ min: 400, max: 50_000 }),
  minutes: fc.integer({ min: 1, max: 390 }),
  jitter: fc.double({ min: 0, max: 0.9, noNaN: true }),
  seed: fc.string(),
});

describe("a TWAP plan", () => {
  const planOf = ({ minutes, seed, ...request }: typeof requests extends fc.Arbitrary<infer T> ? T : never) =>
    twapPlan({
      ...request,
      window: { startsAt: TEN, endsAt: TEN + minutes * 60_000 },
      random: randomOf(seed),
    });

  it("adds up to the order, each slice at least a lot and at most the bound, in order and inside the window", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const plan = planOf(request);
        expect(total(plan)).toBe(request.lots);
        expect(plan.every(({ lots }) => lots >= 1 && lots <= request.maxLots)).toBe(true);
        const times = plan.map(({ dueAt }) => dueAt);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times[0]).toBeGreaterThanOrEqual(TEN);
        expect(times.at(-1)).toBeLessThan(TEN + request.minutes * 60_000);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it("is the same from the same seed, and another from another", () => {
    const request = { lots: 1_000, slices: 12, maxLots: 200, minutes: 60, jitter: 0.5, seed: "one" };
    expect(planOf(request)).toEqual(planOf(request));
    expect(planOf({ ...request, seed: "two" })).not.toEqual(planOf(request));
  });

  it("is even without jitter: six slices of ten, ten minutes apart", () => {
    const plan = twapPlan({ lots: 60, slices: 6, maxLots: 60, window, jitter: 0, random: () => 0.5 });
    expect(plan).toEqual([0, 10, 20, 30, 40, 50].map((m) => ({ dueAt: TEN + m * 60_000, lots: 10 })));
  });

  it("takes as many slices as the largest one allows", () => {
    const plan = twapPlan({ lots: 100, slices: 2, maxLots: 10, window, jitter: 0, random: () => 0.5 });
    expect(plan.map(({ lots }) => lots)).toEqual(Array(10).fill(10));
  });
});

describe("a VWAP plan", () => {
  /** 1,000 units a minute in the first half of the hour, 3,000 in the second, on each of five days. */
  const days = [17, 18, 19, 20, 23].map((day) => Date.parse(`2026-11-${day}T15:00:00.000Z`));
  const history = days.flatMap((open) =>
    Array.from({ length: 60 }, (_, minute) => ({
      at: open + (minute + 1) * 60_000,
      volume: minute < 30 ? 1_000 : 3_000,
    })),
  );
  const curve = volumeCurve(history);
  const base = { lotUnits: 1, slices: 6, maxLots: 10_000, window, curve, jitter: 0, random: () => 0.5 };

  it("knows the usual volume of a stretch of time, part of a minute in part", () => {
    expect(expectedVolume(curve, window)).toBe(120_000);
    expect(expectedVolume(curve, { startsAt: TEN + 15_000, endsAt: TEN + 60_000 })).toBe(750);
    expect(expectedVolume(curve, { startsAt: TEN - HOUR_MS, endsAt: TEN })).toBe(0);
  });

  it("trades three times as much where three times as much trades", () => {
    const plan = vwapPlan({ ...base, lots: 1_200, maxParticipation: 0.1 });
    expect(plan.map(({ lots }) => lots)).toEqual([100, 100, 100, 300, 300, 300]);
  });

  it("adds up, and keeps each slice within its share of the volume", () => {
    fc.assert(
      fc.property(requests, fc.double({ min: 0.5, max: 1, noNaN: true }), (request, maxParticipation) => {
        const { slices, jitter, seed } = request;
        const plan = vwapPlan({
          ...base,
          lots: request.lots,
          maxLots: 50_000,
          slices,
          jitter,
          maxParticipation,
          random: randomOf(seed),
        });
        expect(total(plan)).toBe(request.lots);
        const edges = cutEvenly(window, slices);
        for (const { dueAt, lots } of plan) {
          const index = edges.findLastIndex((edge) => edge <= dueAt);
          const stretch = { startsAt: edges[index] ?? 0, endsAt: edges[index + 1] ?? 0 };
          const volume = expectedVolume(curve, stretch);
          expect(lots).toBeGreaterThanOrEqual(1);
          expect(lots).toBeLessThanOrEqual(volume * maxParticipation + 1e-6);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("refuses what the window does not trade, and says how much would fit", () => {
    expect(() => vwapPlan({ ...base, lots: 12_001, maxParticipation: 0.1 })).toThrow("at most 12000");
    expect(total(vwapPlan({ ...base, lots: 12_000, maxParticipation: 0.1 }))).toBe(12_000);
  });
});

describe("an iceberg's tip", () => {
  it("never shows more than its display, nor more than there is, nor nothing", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e4 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.string(),
        (remaining, display, jitter, seed) => {
          const lots = icebergTip({ remaining, display, jitter, random: randomOf(seed) });
          expect(lots).toBeGreaterThanOrEqual(1);
          expect(lots).toBeLessThanOrEqual(Math.min(remaining, display));
        },
      ),
      { seed: 7 },
    );
  });

  it("strays by its jitter and no further, in size and in time", () => {
    expect(icebergTip({ remaining: 900, display: 100, jitter: 0.3, random: () => 0 })).toBe(100);
    expect(icebergTip({ remaining: 900, display: 100, jitter: 0.3, random: () => 0.999 })).toBe(70);
    expect(icebergPause(1_000, 0.5, () => 0.5)).toBe(750);
  });
});

describe("lots", () => {
  it("turn into quantities and back, whole and fractional", () => {
    expect(lotsOf("37", "1")).toBe(37);
    expect(lotsOf("2.5", "0.1")).toBe(25);
    expect(quantityOf(25, "0.1")).toBe("2.5");
    expect(quantityOf(1, "0.000001")).toBe("0.000001");
    expect(() => lotsOf("2.5", "1")).toThrow("whole number of lots");
  });

  it("of a fractional quantity are its last decimal", () => {
    expect(planLot("300", "100")).toBe("100");
    expect(planLot("2.5", "1")).toBe("0.1");
    expect(planLot("0.000300", "1")).toBe("0.0001");
  });

  it("are apportioned exactly, whatever the weights and bounds", () => {
    const shares = fc.array(
      fc.record({
        weight: fc.double({ min: 0, max: 1e3, noNaN: true }),
        max: fc.integer({ min: 0, max: 500 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(shares, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
        const room = given.reduce((sum, { max }) => sum + max, 0);
        const lots = Math.floor(room * part);
        const parts = apportion(lots, given);
        expect(parts.reduce((sum, value) => sum + value, 0)).toBe(lots);
        expect(parts.every((value, index) => value >= 0 && value <= (given[index]?.max ?? 0))).toBe(true);
        expect(() => apportion(room + 1, given)).toThrow(RangeError);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
