import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bar } from "#core/model";
import { anAction, dailyBars } from "../testing/bars.ts";
import { adjustBars } from "./adjust-bars.ts";

// Friday 28 August closes at 400, four for one on Monday 31 August at 100.
const raw = dailyBars("2020-08-27", "2020-09-01", (index) => (index < 2 ? 400 : 100));
const split = anAction({ kind: "split", exOn: "2020-08-31", ratio: 4 });
const later = "2020-10-01T00:00:00.000Z";
const closes = (bars: readonly Bar[]) => bars.map(({ close }) => close);

describe("adjusting for splits", () => {
  it("divides prices and multiplies volume before the ex-day", () => {
    const bars = adjustBars(raw, [split], { mode: "splits", asOf: later });
    expect(closes(bars)).toEqual([100, 100, 100, 100]);
    expect(bars.map(({ volume }) => volume)).toEqual([4_000, 4_000, 1_000, 1_000]);
    expect(raw[0]).toMatchObject({ close: 400, volume: 1_000 });
  });

  it("waits for the ex-day even where the split is announced, and for its being known", () => {
    const announced = { ...split, knownAt: "2020-07-30T20:30:00.000Z" };
    const friday = "2020-08-28T23:00:00.000Z";
    expect(closes(adjustBars(raw, [announced], { mode: "splits", asOf: friday }))).toEqual([400, 400]);
    const late = { ...split, knownAt: "2020-09-10T00:00:00.000Z" };
    const between = "2020-09-05T00:00:00.000Z";
    expect(closes(adjustBars(raw, [late], { mode: "splits", asOf: between }))).toEqual([400, 400, 100, 100]);
  });

  it("counts a split told by two vendors once, believing the bars' own", () => {
    const told = [split, { ...split, collector: "alpaca" }, split];
    expect(closes(adjustBars(raw, told, { mode: "splits", asOf: later }))[0]).toBe(100);
    const own = raw.map((bar) => ({ ...bar, collector: "alpaca" }));
    const apart = [split, { ...split, collector: "alpaca", ratio: 5 }];
    expect(closes(adjustBars(own, apart, { mode: "splits", asOf: later }))[0]).toBe(80);
  });

  it("gives raw bars as they are, without those not known yet", () => {
    const asOf = "2020-08-31T20:00:00.000Z";
    expect(adjustBars(raw, [split], { mode: "raw", asOf })).toEqual(raw.slice(0, 3));
  });
});

describe("adjusting for dividends", () => {
  const days = dailyBars("2020-09-01", "2020-09-04", (index) => (index < 2 ? 100 : 98));
  const dividend = anAction({ kind: "dividend", exOn: "2020-09-03", amount: 2 });

  it("takes off what part of the close before it was paid: 2 of 100", () => {
    expect(closes(adjustBars(days, [dividend], { mode: "all", asOf: later }))).toEqual([98, 98, 98, 98]);
    expect(adjustBars(days, [dividend], { mode: "all", asOf: later })[0]?.volume).toBe(1_000);
    expect(closes(adjustBars(days, [dividend], { mode: "splits", asOf: later }))[0]).toBe(100);
  });

  it("adds an ordinary and a special dividend of one day, and takes the same told again for one", () => {
    const special = { ...dividend, amount: 8 };
    expect(closes(adjustBars(days, [dividend, special, dividend], { mode: "all", asOf: later }))[0]).toBe(90);
  });

  it("reads a dividend on the day of a split in new shares", () => {
    const paid = anAction({ kind: "dividend", exOn: "2020-08-31", amount: 1 });
    // 1 USD on each of four shares, of 400: one per cent.
    expect(closes(adjustBars(raw, [split, paid], { mode: "all", asOf: later }))[0]).toBeCloseTo(99, 10);
  });

  it("refuses one that is not below the price", () => {
    const wrong = { ...dividend, amount: 100 };
    expect(() => adjustBars(days, [wrong], { mode: "all", asOf: later })).toThrow("would leave no price");
  });
});

const aRatio = fc.constantFrom(2, 3, 4, 1.5, 7, 0.1, 0.25);
const dates = ["2020-03-16", "2020-05-04", "2020-06-19", "2020-08-31"];

describe("adjusted bars", () => {
  const year = dailyBars("2020-01-02", "2020-12-31", (index) => 100 + (index % 17));

  it("by k:1 and back are the bars as they were", () => {
    fc.assert(
      fc.property(aRatio, fc.constantFrom(...dates), (ratio, exOn) => {
        const there = adjustBars(year, [anAction({ exOn, ratio })], {
          mode: "splits",
          asOf: "2021-01-01T00:00:00.000Z",
        });
        const back = adjustBars(there, [anAction({ exOn, ratio: 1 / ratio })], {
          mode: "splits",
          asOf: "2021-01-01T00:00:00.000Z",
        });
        back.forEach((bar, index) => {
          expect(bar.close).toBeCloseTo(year[index]?.close ?? 0, 8);
          expect(bar.volume).toBeCloseTo(year[index]?.volume ?? 0, 6);
        });
      }),
      { numRuns: 20, seed: 5 },
    );
  });

  it("as of an instant are the same whatever happens after it", () => {
    const anyAction = fc.record({
      exOn: fc.constantFrom(...dates),
      ratio: aRatio,
      amount: fc.double({ min: 0.01, max: 5, noNaN: true }),
      isSplit: fc.boolean(),
      knownIn: fc.integer({ min: 0, max: 365 }),
    });
    const day = (count: number) => new Date(Date.UTC(2020, 0, 1 + count, 12)).toISOString();
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 8 }), fc.integer({ min: 1, max: 365 }), (drawn, today) => {
        const actions = drawn.map(({ exOn, ratio, amount, isSplit, knownIn }) =>
          anAction({ exOn, knownAt: day(knownIn), ...(isSplit ? { ratio } : { kind: "dividend", amount }) }),
        );
        const asOf = day(today);
        const cut = {
          bars: year.filter(({ knownAt }) => knownAt <= asOf),
          actions: actions.filter(({ knownAt }) => knownAt <= asOf),
        };
        for (const mode of ["raw", "splits", "all"] as const)
          expect(adjustBars(year, actions, { mode, asOf })).toEqual(
            adjustBars(cut.bars, cut.actions, { mode, asOf }),
          );
      }),
      { numRuns: 40, seed: 6 },
    );
  });
});
