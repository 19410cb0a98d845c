import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricsFromTallies } from "#core/metrics";
import { ruleOf } from "#core/strategy";
import { aSeries } from "../testing/a-series.ts";
import { Kernel } from "./index.ts";

const COSTS = { commissionBps: 5, slippageBps: 5 };
const rule = ruleOf("sma-cross");

const resultOf = (kernel: Kernel) => ({
  metrics: metricsFromTallies(...kernel.tallies()),
  equity: kernel.equity(),
  trades: kernel.trades(),
});

describe("the kernel's own averages", () => {
  it("decide what the rule decides, to the bit, ties included, kept or not, with the curve or without", () => {
    // Whole prices tie often, halves and thirds of them round.
    const prices = fc.array(fc.integer({ min: 5, max: 12 }), { minLength: 2, maxLength: 120 });
    const period = fc.integer({ min: 1, max: 40 });
    const kernel = new Kernel();
    fc.assert(
      fc.property(prices, period, period, (values, one, other) => {
        const series = aSeries(values.map((value) => value / 3));
        const averages = { fast: Math.min(one, other), slow: Math.max(one, other) };
        kernel.load(series);
        kernel.replay(rule.decide({ series, signals: [] }, averages), 1_000, COSTS);
        const decided = resultOf(kernel);
        kernel.replayAverages(averages, 1_000, COSTS);
        expect(resultOf(kernel)).toEqual(decided);
        kernel.replayKeptAverages(averages, 1_000, COSTS);
        expect(resultOf(kernel)).toEqual(decided);
        kernel.keepsCurve = false;
        kernel.replayKeptAverages(averages, 1_000, COSTS);
        expect(resultOf(kernel)).toEqual(decided);
        kernel.keepsCurve = true;
      }),
      { seed: 5 },
    );
  });

  it("are forgotten with their series", () => {
    const kernel = new Kernel();
    const rising = aSeries([1, 2, 3, 4, 5, 6]);
    const falling = aSeries([6, 5, 4, 3, 2, 1]);
    kernel.load(rising);
    kernel.replayKeptAverages({ fast: 1, slow: 2 }, 100, COSTS);
    expect(kernel.trades()).toHaveLength(1);
    kernel.load(falling);
    kernel.replayKeptAverages({ fast: 1, slow: 2 }, 100, COSTS);
    expect(kernel.trades()).toHaveLength(0);
  });

  it("make room for each other where there is place for only two", () => {
    const kernel = new Kernel(1);
    kernel.load(aSeries(Array.from({ length: 400 }, (_, bar) => 100 + 9 * Math.sin(bar / 9))));
    const finals = [2, 3, 4, 5, 2].map((fast) => {
      kernel.replayKeptAverages({ fast, slow: 40 }, 1e6, COSTS);
      return kernel.tallies()[0].finalEquity;
    });
    expect(finals[4]).toBe(finals[0]);
    expect(new Set(finals).size).toBe(4);
  });
});
