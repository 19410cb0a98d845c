import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarRange } from "./bar-range.ts";
import { combinatorialFolds } from "./combinatorial-folds.ts";
import { purgedFolds } from "./purged-folds.ts";
import { walkForwardWindows } from "./walk-forward-windows.ts";

const barsOf = (ranges: readonly BarRange[]) =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));

/** How often each bar of the history lies in one of the stretches. */
function visits(bars: number, ranges: readonly BarRange[]): number[] {
  const counts = new Array<number>(bars).fill(0);
  for (const bar of barsOf(ranges)) counts[bar] = (counts[bar] ?? 0) + 1;
  return counts;
}

describe("walk-forward windows", () => {
  it("learn on all before or on the last stretch, and are tried on the next", () => {
    expect(walkForwardWindows(10, { mode: "anchored", trainBars: 4, testBars: 3 })).toEqual([
      { train: { from: 0, to: 4 }, test: { from: 4, to: 7 } },
      { train: { from: 0, to: 7 }, test: { from: 7, to: 10 } },
    ]);
    expect(walkForwardWindows(11, { mode: "rolling", trainBars: 4, testBars: 3, purgeBars: 1 })).toEqual([
      { train: { from: 0, to: 4 }, test: { from: 5, to: 8 } },
      { train: { from: 3, to: 7 }, test: { from: 8, to: 11 } },
    ]);
  });

  it("try every bar after the first stretch exactly once, and learn on nothing later than the purge", () => {
    const plans = fc.record({
      mode: fc.constantFrom("anchored" as const, "rolling" as const),
      trainBars: fc.integer({ min: 2, max: 40 }),
      testBars: fc.integer({ min: 2, max: 30 }),
      purgeBars: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(plans, fc.integer({ min: 80, max: 300 }), (plan, bars) => {
        const windows = walkForwardWindows(bars, plan);
        const first = plan.trainBars + plan.purgeBars;
        expect(
          visits(
            bars,
            windows.map(({ test }) => test),
          ),
        ).toEqual(Array.from({ length: bars }, (_, bar) => (bar < first ? 0 : 1)));
        for (const { train, test } of windows) {
          expect(test.from - train.to).toBe(plan.purgeBars);
          expect(train.from).toBeGreaterThanOrEqual(0);
          expect(plan.mode === "rolling" ? train.to - train.from : train.from).toBe(
            plan.mode === "rolling" ? plan.trainBars : 0,
          );
        }
      }),
    );
  });

  it("refuse a history that holds no window, and numbers that make none", () => {
    const plan = { mode: "rolling", trainBars: 50, testBars: 20 } as const;
    expect(walkForwardWindows(70, plan)).toHaveLength(1);
    expect(() => walkForwardWindows(69, plan)).toThrow("The history has 69 bars; this split needs 70.");
    expect(() => walkForwardWindows(70, { ...plan, testBars: 0 })).toThrow("testBars is 0.");
    expect(() => walkForwardWindows(70, { ...plan, purgeBars: 0.5 })).toThrow("purgeBars is 0.5.");
    expect(() => walkForwardWindows(Number.NaN, plan)).toThrow("bars is NaN.");
  });
});

const purging = fc.record({
  purgeBars: fc.integer({ min: 0, max: 4 }),
  embargoBars: fc.integer({ min: 0, max: 4 }),
});

/** No bar learnt on lies within the purge before a tried one, or within purge and embargo after it. */
function expectApart(
  train: readonly BarRange[],
  tests: readonly BarRange[],
  { purgeBars, embargoBars }: { purgeBars: number; embargoBars: number },
): void {
  for (const bar of barsOf(train))
    for (const test of tests)
      expect(bar < test.from - purgeBars || bar >= test.to + purgeBars + embargoBars).toBe(true);
}

describe("purged folds", () => {
  it("leave out what touches the test", () => {
    expect(purgedFolds(12, 3, { purgeBars: 1, embargoBars: 1 })).toEqual([
      { test: { from: 0, to: 4 }, train: [{ from: 6, to: 12 }] },
      {
        test: { from: 4, to: 8 },
        train: [
          { from: 0, to: 3 },
          { from: 10, to: 12 },
        ],
      },
      { test: { from: 8, to: 12 }, train: [{ from: 0, to: 7 }] },
    ]);
  });

  it("try every bar once, and learn on all others that keep their distance", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 200 }),
        fc.integer({ min: 2, max: 6 }),
        purging,
        (bars, folds, gaps) => {
          const made = purgedFolds(bars, folds, gaps);
          expect(
            visits(
              bars,
              made.map(({ test }) => test),
            ),
          ).toEqual(new Array(bars).fill(1));
          for (const { test, train } of made) {
            expectApart(train, [test], gaps);
            const least = bars - (test.to - test.from) - 2 * gaps.purgeBars - gaps.embargoBars;
            expect(barsOf(train).length).toBeGreaterThanOrEqual(least);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("refuse a purge that eats the history, and more folds than it has bars for", () => {
    expect(() => purgedFolds(20, 2, { purgeBars: 10, embargoBars: 0 })).toThrow(
      "Ask for less purge and embargo",
    );
    expect(() => purgedFolds(9, 5, { purgeBars: 0, embargoBars: 0 })).toThrow("this split needs 10");
    expect(() => purgedFolds(20, 1, { purgeBars: 0, embargoBars: 0 })).toThrow("folds is 1.");
    expect(() => purgedFolds(20, 2, { purgeBars: -1, embargoBars: 0 })).toThrow("purgeBars is -1.");
  });
});

describe("combinatorial purged folds", () => {
  it("make 15 splits and 5 paths of 2 out of 6 groups, as in the book", () => {
    const { splits, paths } = combinatorialFolds(
      60,
      { groups: 6, testGroups: 2 },
      { purgeBars: 0, embargoBars: 0 },
    );
    expect([splits.length, paths]).toEqual([15, 5]);
    expect(splits[0]?.tests).toEqual([
      { group: 0, range: { from: 0, to: 10 }, path: 0 },
      { group: 1, range: { from: 10, to: 20 }, path: 0 },
    ]);
  });

  it("try every bar once in every path, and keep their distance", () => {
    const sizes = fc
      .integer({ min: 3, max: 7 })
      .chain((groups) =>
        fc.record({ groups: fc.constant(groups), testGroups: fc.integer({ min: 1, max: groups - 2 }) }),
      );
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 200 }), sizes, purging, (bars, size, gaps) => {
        const { splits, paths } = combinatorialFolds(bars, size, gaps);
        const tests = splits.flatMap((split) => split.tests);
        for (let path = 0; path < paths; path++) {
          const own = tests.filter((test) => test.path === path).map(({ range }) => range);
          expect(visits(bars, own)).toEqual(new Array(bars).fill(1));
        }
        expect(tests.every(({ path }) => path < paths)).toBe(true);
        for (const split of splits)
          expectApart(
            split.train,
            split.tests.map(({ range }) => range),
            gaps,
          );
      }),
      { numRuns: 20 },
    );
  });

  it("refuse to try everything, or in more ways than anybody waits for", () => {
    const none = { purgeBars: 0, embargoBars: 0 };
    expect(() => combinatorialFolds(60, { groups: 6, testGroups: 6 }, none)).toThrow(
      "Some group must be left",
    );
    expect(() => combinatorialFolds(90, { groups: 30, testGroups: 15 }, none)).toThrow("155,117,520 ways");
    expect(() => combinatorialFolds(60, { groups: 6, testGroups: 0 }, none)).toThrow("testGroups is 0.");
  });
});
