import { describe, expect, it } from "vitest";
import { promoted, successiveHalving } from "./successive-halving.ts";

describe("successiveHalving", () => {
  it("runs 27 candidates on a ninth, 9 on a third, 3 on all bars: the work of 9 full runs", () => {
    const { rungs, fullRuns } = successiveHalving({ candidates: 27, rungs: 3, eta: 3 });
    expect(rungs.map(({ runs, survivors }) => [runs, survivors])).toEqual([
      [27, 9],
      [9, 3],
      [3, 0],
    ]);
    expect(rungs.map(({ share }) => share)).toEqual([1 / 9, 1 / 3, 1]);
    expect(fullRuns).toBeCloseTo(9, 12);
  });

  it("always brings one candidate to the end, however few there are", () => {
    const { rungs } = successiveHalving({ candidates: 2, rungs: 4, eta: 4 });
    expect(rungs.map(({ runs }) => runs)).toEqual([2, 1, 1, 1]);
    expect(rungs.map(({ survivors }) => survivors)).toEqual([1, 1, 1, 0]);
  });

  it.each([
    [{ candidates: 0, rungs: 2, eta: 2 }],
    [{ candidates: 4, rungs: 0, eta: 2 }],
    [{ candidates: 4, rungs: 2, eta: 1 }],
    [{ candidates: 4, rungs: 2, eta: 2.5 }],
  ])("refuses %o", (facts) => {
    expect(() => successiveHalving(facts)).toThrow(/cannot be planned/);
  });
});

describe("promoted", () => {
  it("takes the best, passes over failures, and settles ties by index", () => {
    expect(promoted([3, null, 1, 2, 2, Number.NaN], 3)).toEqual([2, 3, 4]);
  });

  it("promotes fewer when more have failed", () => {
    expect(promoted([null, 5, null], 2)).toEqual([1]);
  });
});
