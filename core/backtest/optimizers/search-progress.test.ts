import { describe, expect, it } from "vitest";
import { searchProgress } from "./search-progress.ts";

const sharpe = { name: "sharpeRatio", direction: "maximise" } as const;
const told = (...values: (number | null)[]) =>
  values.map((value, n) => ({ parameters: { n }, values: value === null ? null : [value] }));

describe("searchProgress", () => {
  it("tells rate, time left and the best that did not fail", () => {
    expect(
      searchProgress({
        trials: told(1, null, 2, Number.NaN),
        objective: sharpe,
        budget: 10,
        startedAt: 0,
        now: 2000,
      }),
    ).toEqual({ done: 4, total: 10, perSecond: 2, secondsLeft: 3, bestValue: 2 });
  });

  it("takes the smallest where less is better", () => {
    const drawdown = { name: "maxDrawdown", direction: "minimise" } as const;
    const facts = { trials: told(0.3, 0.1, 0.2), objective: drawdown, budget: 3, startedAt: 0, now: 1000 };
    expect(searchProgress(facts)).toMatchObject({ bestValue: 0.1, secondsLeft: 0 });
  });

  it("promises nothing before the first trial of this run", () => {
    const facts = { objective: sharpe, budget: 10, startedAt: 0, now: 5000 };
    expect(searchProgress({ ...facts, trials: [] })).toMatchObject({
      perSecond: null,
      secondsLeft: null,
      bestValue: null,
    });
    expect(searchProgress({ ...facts, trials: told(1, 2), resumedWith: 2 })).toMatchObject({
      done: 2,
      perSecond: null,
      secondsLeft: null,
    });
  });
});
