import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crowdingDistances, dominates, hypervolume, nonDominatedSort, paretoFront } from "./pareto.ts";

/** Small whole numbers, so that ties and twins are common. */
const losses = fc.integer({ min: 0, max: 6 });
const pairs = fc.array(fc.tuple(losses, losses), { minLength: 1, maxLength: 25 });
const RUNS = { seed: 5, numRuns: 150 };

describe("paretoFront", () => {
  it("keeps what no other beats: (1, 3) and (2, 1), not (2, 3)", () => {
    expect(
      paretoFront([
        [1, 3],
        [2, 3],
        [2, 1],
      ]),
    ).toEqual([0, 2]);
  });

  it("is never empty, holds no pair in which one beats the other, and beats all the rest", () => {
    fc.assert(
      fc.property(pairs, (candidates) => {
        const front = paretoFront(candidates);
        expect(front.length).toBeGreaterThan(0);
        const members = front.map((index) => candidates[index] ?? []);
        for (const a of members) for (const b of members) expect(dominates(a, b)).toBe(false);
        candidates.forEach((candidate, index) => {
          if (!front.includes(index))
            expect(members.some((member) => dominates(member, candidate))).toBe(true);
        });
      }),
      RUNS,
    );
  });
});

describe("nonDominatedSort", () => {
  it("names each candidate once, its first front is the Pareto front, and each later one is beaten by the one before", () => {
    fc.assert(
      fc.property(pairs, (candidates) => {
        const fronts = nonDominatedSort(candidates);
        expect(fronts.flat().sort((a, b) => a - b)).toEqual([...candidates.keys()]);
        expect(fronts[0]).toEqual(paretoFront(candidates));
        fronts.slice(1).forEach((front, before) => {
          for (const index of front)
            expect(
              fronts[before]?.some((better) => dominates(candidates[better] ?? [], candidates[index] ?? [])),
            ).toBe(true);
        });
      }),
      RUNS,
    );
  });
});

describe("crowdingDistances", () => {
  it("gives the ends Infinity and the middle its neighbours' distance: 4/4 + 4/4", () => {
    expect(
      crowdingDistances([
        [0, 4],
        [1, 2],
        [4, 0],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY]);
  });
});

describe("hypervolume", () => {
  it("adds what each point covers: 2 × 1 and 1 × 1 below (3, 3)", () => {
    expect(
      hypervolume(
        [
          [1, 2],
          [2, 1],
        ],
        [3, 3],
      ),
    ).toBe(3);
  });

  it("counts the unit squares some candidate dominates", () => {
    fc.assert(
      fc.property(pairs, (candidates) => {
        let squares = 0;
        for (let x = 0; x < 5; x += 1)
          for (let y = 0; y < 5; y += 1) if (candidates.some(([a, b]) => a <= x && b <= y)) squares += 1;
        expect(hypervolume(candidates, [5, 5])).toBe(squares);
      }),
      RUNS,
    );
  });
});
