import { describe, expect, it } from "vitest";
import { sp500Sample, toSeries } from "#core/market-data";
import { WalkForward } from "#core/model";
import { resolveParameters, ruleOf } from "#core/strategy";
import type { BarRange } from "./splits/bar-range.ts";
import { tryOn } from "./try-on.ts";
import { efficiency, type WalkForwardFacts, walkForward } from "./walk-forward.ts";

const COSTS = { commissionBps: 1, slippageBps: 2 };
const end = "2010-01-01T00:00:00.000Z";
const bars = await sp500Sample().bars("SP500", "1d", "2000-01-01T00:00:00.000Z", end, end);
const series = toSeries(bars);
const directionsOf = (fast: number) =>
  ruleOf("sma-cross").decide({ series, signals: [] }, resolveParameters("sma-cross", { fast, slow: 60 }));

/** The S&P 500 with a fast average of 5, 10 or 20 bars, chosen anew for each window. */
function facts(said: Partial<WalkForwardFacts> = {}): WalkForwardFacts {
  return {
    times: series.times,
    plan: { mode: "rolling", trainBars: 1000, testBars: 250 },
    initialCash: 100_000,
    tune: (train) => {
      const tried = [5, 10, 20].map((fast) => ({
        parameters: { fast },
        metrics: tryOn(series, directionsOf(fast), train, 100_000, COSTS).metrics,
      }));
      return tried.reduce((best, one) =>
        (one.metrics.sharpeRatio ?? 0) > (best.metrics.sharpeRatio ?? 0) ? one : best,
      );
    },
    tryOn: ({ fast = 0 }, test, cash) => tryOn(series, directionsOf(fast), test, cash, COSTS),
    ...said,
  };
}

describe("walking forward", () => {
  it("joins the test stretches into one curve that reaches the last bar", async () => {
    const found = await walkForward(facts());
    expect(WalkForward.parse(found)).toEqual(found);
    expect(found.windows).toHaveLength(6);
    expect(found.equity).toHaveLength(series.times.length - 1000);
    expect(found.equity[0]).toEqual({ at: bars[1000]?.occurredAt, equity: 100_000 });
    expect(found.equity.at(-1)).toEqual({
      at: bars.at(-1)?.occurredAt,
      equity: found.stitched.finalEquity,
    });
    // Each window begins with what the one before left.
    const grown = found.windows.reduce((total, { outOfSample }) => total * (1 + outOfSample.totalReturn), 1);
    expect(found.stitched.totalReturn).toBeCloseTo(grown - 1, 9);
    expect(found.stitched.tradeCount).toBe(
      found.windows.reduce((count, { outOfSample }) => count + outOfSample.tradeCount, 0),
    );
    expect(found.efficiency).toBe(efficiency(found.windows));
  });

  it("shows the search nothing of a window before it is tried, and no bar twice", async () => {
    const seen: string[] = [];
    const { tune, tryOn: trial } = facts();
    await walkForward(
      facts({
        tune: (train) => {
          seen.push(`tune to ${train.to}`);
          return tune(train);
        },
        tryOn: (parameters, test, cash) => {
          seen.push(`try ${test.from}–${test.to}`);
          return trial(parameters, test, cash);
        },
      }),
    );
    expect(seen.slice(0, 4)).toEqual(["tune to 1000", "try 1000–1250", "tune to 1250", "try 1250–1500"]);
    expect(seen.at(-1)).toBe(`try 2250–${series.times.length}`);
  });

  it("gives a replay of fixed numbers what they earn window by window", async () => {
    const trial = (range: BarRange, cash: number) => tryOn(series, directionsOf(10), range, cash, COSTS);
    const fixed = await walkForward(
      facts({ tune: (train) => ({ parameters: { fast: 10 }, metrics: trial(train, 1000).metrics }) }),
    );
    const [first] = fixed.windows;
    expect(first?.outOfSample).toEqual(trial({ from: 1000, to: 1250 }, 100_000).metrics);
  });

  it("tells how far it is, and stops when asked", async () => {
    const told: number[] = [];
    await walkForward(facts({ onProgress: (done, total) => told.push(done / total) }));
    expect(told).toHaveLength(6);
    expect(told.at(-1)).toBe(1);
    await expect(walkForward(facts({ signal: AbortSignal.abort() }))).rejects.toThrow("aborted");
  });

  it("ends where the account is gone", async () => {
    const { tryOn: trial } = facts();
    const ruin: WalkForwardFacts["tryOn"] = async (parameters, test, cash) => {
      const tried = await trial(parameters, test, cash);
      return { ...tried, metrics: { ...tried.metrics, finalEquity: 0 } };
    };
    await expect(walkForward(facts({ tryOn: ruin }))).rejects.toThrow(
      `the account was gone by ${bars[1249]?.occurredAt}`,
    );
  });

  it("refuses windows that do not fit before any search", async () => {
    const tune = () => expect.unreachable("the search ran");
    const plan = { mode: "anchored", trainBars: 2500, testBars: 250 } as const;
    await expect(walkForward(facts({ plan, tune }))).rejects.toThrow("this split needs 2750");
  });
});

describe("efficiency", () => {
  const window = (inSample: number | null, outOfSample: number | null) =>
    ({ inSample: { sharpeRatio: inSample }, outOfSample: { sharpeRatio: outOfSample } }) as Parameters<
      typeof efficiency
    >[0][number];

  it("is the mean Sharpe ratio out of sample over that in sample, a window that did nothing as 0", () => {
    expect(efficiency([window(2, 1), window(2, null)])).toBe(0.25);
  });

  it("is null where tuning found nothing that earns", () => {
    expect(efficiency([window(-1, 1), window(null, 1)])).toBeNull();
  });
});
