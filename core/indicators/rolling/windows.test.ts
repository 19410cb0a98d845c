import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WindowExtreme } from "./window-extreme.ts";
import { WindowMoments } from "./window-moments.ts";
import { WindowPairs } from "./window-pairs.ts";
import { WindowSum } from "./window-sum.ts";

const values = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 60 });
const length = fc.integer({ min: 1, max: 12 });
const newest = (all: readonly number[], bar: number, count: number) =>
  all.slice(Math.max(0, bar - count + 1), bar + 1);
const sumOf = (some: readonly number[]) => some.reduce((a, b) => a + b, 0);

describe("a window over the newest values", () => {
  it("sums what a fresh sum of the window would", () => {
    fc.assert(
      fc.property(values, length, (all, count) => {
        const sum = new WindowSum(count);
        expect(all.map((value) => sum.next(value))).toEqual(
          all.map((_, bar) => sumOf(newest(all, bar, count))),
        );
      }),
    );
  });

  it("finds the extreme of the window and how old it is, the newest of equals", () => {
    fc.assert(
      fc.property(values, length, (all, count) => {
        const lowest = new WindowExtreme(count, "lowest");
        all.forEach((value, bar) => {
          const found = lowest.next(value);
          const window = newest(all, bar, count);
          if (window.length < count) expect(found).toBeNaN();
          else {
            expect(found).toBe(Math.min(...window));
            expect(lowest.age).toBe(window.length - 1 - window.lastIndexOf(found));
          }
        });
      }),
    );
  });

  it("spreads as two passes over the window do", () => {
    fc.assert(
      fc.property(values, length, (all, count) => {
        const moments = new WindowMoments(count);
        all.forEach((value, bar) => {
          const isFull = moments.next(value + 1e6);
          const window = newest(all, bar, count);
          expect(isFull).toBe(window.length === count);
          if (!isFull) return;
          const mean = sumOf(window) / count;
          expect(moments.mean).toBeCloseTo(1e6 + mean, 8);
          expect(moments.spread).toBeCloseTo(sumOf(window.map((one) => (one - mean) ** 2)), 9);
        });
      }),
    );
  });

  it("keeps the digits of a small spread after a large one", () => {
    const wild = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 1, 1, 1e7)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(wild, fc.integer({ min: 2, max: 6 }), (pairs, count) => {
        const moments = new WindowMoments(count);
        const all = pairs.map(([digit, scale]) => digit * scale);
        all.forEach((value, bar) => {
          if (!moments.next(value)) return;
          const window = newest(all, bar, count);
          const mean = sumOf(window) / count;
          const spread = sumOf(window.map((one) => (one - mean) ** 2));
          expect(Math.abs(moments.spread - spread)).toBeLessThanOrEqual(1e-9 * spread);
        });
      }),
    );
  });

  it("pairs two series as two passes do", () => {
    fc.assert(
      fc.property(values, length, (all, count) => {
        const pairs = new WindowPairs(count);
        const other = all.map((value, bar) => (value * (bar % 3)) / 2);
        all.forEach((value, bar) => {
          if (!pairs.next(value, other[bar] as number)) return;
          const xs = newest(all, bar, count);
          const ys = newest(other, bar, count);
          const [mx, my] = [sumOf(xs) / count, sumOf(ys) / count];
          const products = xs.map((x, at) => (x - mx) * ((ys[at] as number) - my));
          expect(pairs.together).toBeCloseTo(sumOf(products), 9);
          expect(pairs.spreadY).toBeCloseTo(sumOf(ys.map((y) => (y - my) ** 2)), 9);
        });
      }),
    );
  });
});
