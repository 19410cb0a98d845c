import { afterAll, describe, expect, it } from "vitest";
import { sp500Sample, toSeries } from "#core/market-data";
import { expectedMaxSharpe, sampleDeviation } from "#core/metrics";
import { ruleOf } from "#core/strategy";
import { expandGrid, planGrid } from "./grid.ts";
import { replayRule } from "./replay.ts";
import { sweepGrid } from "./sweep.ts";
import { endSweepThreads } from "./sweep-pool.ts";
import { cutSeries } from "./unseen.ts";

const FROM = "2010-01-04T00:00:00.000Z";
const TO = "2014-01-01T00:00:00.000Z";
const bars = await sp500Sample().bars("SP500", "1d", FROM, TO, TO);
const inputs = {
  strategy: "sma-cross" as const,
  symbol: "SP500",
  interval: "1d" as const,
  from: FROM,
  to: TO,
  asOf: TO,
  initialCash: 100_000,
  costs: { commissionBps: 1, slippageBps: 2 },
};
/** 30 × 30 pairs, of which those with fast ≥ slow are skipped. */
const grid = { fast: { from: 2, to: 31, step: 1 }, slow: { from: 5, to: 92, step: 3 } };
const facts = { id: "sweep_1", inputs, grid, bars, signals: [] };

afterAll(endSweepThreads);

describe("a sweep", () => {
  it("finds what trying all of them one by one finds", async () => {
    const told: number[] = [];
    const report = await sweepGrid({ ...facts, workers: 2, onProgress: (done) => told.push(done) });
    const { combinations, skippedCount } = expandGrid("sma-cross", grid);
    const series = cutSeries(toSeries(bars), 0, Math.floor(bars.length * 0.7));
    const cells = combinations.map((parameters) => ({
      parameters,
      metrics: replayRule(ruleOf("sma-cross"), { series, signals: [] }, parameters, 100_000, inputs.costs)
        .metrics,
    }));
    const sharpes = Float64Array.from(cells, ({ metrics }) => metrics.sharpeRatio ?? Number.NaN);
    const ranked = [...cells].sort((a, b) => (b.metrics.sharpeRatio ?? 0) - (a.metrics.sharpeRatio ?? 0));
    expect(report.top).toEqual(ranked.slice(0, 10));
    expect(report.best).toEqual(ranked[0]);
    expect(report).toMatchObject({ trialCount: combinations.length, skippedCount });
    const luck = expectedMaxSharpe(cells.length, sampleDeviation(sharpes));
    expect(report.expectedMaxSharpeOfLuck).toBeCloseTo(luck, 12);
    expect(told.at(-1)).toBe(combinations.length);
    expect(told.length).toBeGreaterThan(100);
  });

  it("gives the same bytes with one thread, and with threads that swept before", async () => {
    const one = await sweepGrid({ ...facts, workers: 1 });
    const two = await sweepGrid({ ...facts, workers: 2 });
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
  });

  it("sweeps rules that decide for themselves", async () => {
    const news = { ...inputs, strategy: "news-sentiment" as const };
    const report = await sweepGrid({ ...facts, inputs: news, grid: { halfLifeDays: [1, 2, 3] }, workers: 1 });
    expect(report).toMatchObject({ trialCount: 3, expectedMaxSharpeOfLuck: 0 });
    expect(report.top.map(({ parameters }) => parameters.halfLifeDays)).toEqual([1, 2, 3]);
    expect(report.warnings).toContainEqual(expect.stringContaining("0 trades"));
  });

  it("refuses costs it would ignore, before any work", async () => {
    const costly = { ...inputs, costs: { ...inputs.costs, borrowPerYear: 0.02 } };
    await expect(sweepGrid({ ...facts, inputs: costly, workers: 1 })).rejects.toThrow(
      /cannot take these costs/,
    );
  });

  it("ends with the reason it was aborted for", async () => {
    const stop = new AbortController();
    const swept = sweepGrid({
      ...facts,
      workers: 2,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error("enough")),
    });
    await expect(swept).rejects.toThrow("enough");
  });
});

const TEN_THOUSAND = { from: 1, to: 10_000, step: 1 };

describe("a grid", () => {
  it("tries a value that is named twice once", () => {
    expect(planGrid("sma-cross", { fast: [5, 5, 6], slow: [20] }).trialCount).toBe(2);
  });

  it.each([
    ["10¹² combinations", { fast: TEN_THOUSAND, slow: TEN_THOUSAND, third: TEN_THOUSAND }],
    ["a range with a billion values", { fast: { from: 1, to: 400, step: 1e-7 } }],
    ["a range that goes down", { fast: { from: 9, to: 2, step: 1 } }],
    ["a parameter nobody knows", { quick: [1] }],
    ["nothing to try", {}],
    ["only contradictions", { fast: [50], slow: [20] }],
    ["half a bar", { fast: [2.5] }],
  ])("is refused with %s", (_what, wrong) => {
    expect(() => planGrid("sma-cross", wrong as Parameters<typeof planGrid>[1])).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT" }),
    );
  });
});
