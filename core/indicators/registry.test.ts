import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INDICATORS, indicatorOf } from "#core/indicators";
import { barsOf, randomBars } from "./testing/random-bars.ts";
import { type Case, randomCase } from "./testing/random-case.ts";

const RUNS = 40;

/** Outputs in the unit of the price; the others are shares, scores, directions or volumes. */
const IN_PRICES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ["sma", "ema", "wma", "dema", "tema", "hma", "kama", "momentum", "atr", "vwap", "rollingVwap"].map(
      (average) => [average, ["value"]],
    ),
  ),
  ...Object.fromEntries(
    ["bollinger", "keltner", "donchian"].map((bands) => [bands, ["upper", "middle", "lower"]]),
  ),
  macd: ["macd", "signal", "histogram"],
  superTrend: ["line"],
  parabolicSar: ["sar"],
  ichimoku: ["conversion", "base", "leadingA", "leadingB", "cloudA", "cloudB"],
};

describe.each([...INDICATORS.keys()])("%s", (name) => {
  const indicator = indicatorOf(name);
  const scene = fc.tuple(randomBars(), randomCase(indicator));
  const check = (holds: (run: Case) => void) =>
    fc.assert(
      fc.property(scene, ([columns, parameters]) => holds({ columns, parameters })),
      { numRuns: RUNS },
    );

  it("has no value in its warm-up, and one at every bar after it", () => {
    check(({ columns, parameters }) => {
      const start = indicator.warmUp(parameters);
      const expected = Array.from(columns.close, (_, bar) => bar < start);
      for (const column of Object.values(indicator.compute(columns, parameters)))
        expect(Array.from(column, Number.isNaN)).toEqual(expected);
    });
  });

  it("gives the same bits one bar at a time", () => {
    check(({ columns, parameters }) => {
      const next = indicator.stream(parameters);
      const streamed = barsOf(columns).map(next);
      for (const [output, column] of Object.entries(indicator.compute(columns, parameters)))
        expect(streamed.map((bar) => bar[output])).toEqual([...column]);
    });
  });

  it("says the same at a bar whatever comes later", () => {
    check(({ columns, parameters }) => {
      const half = Math.floor(columns.close.length / 2);
      const cut = Object.fromEntries(
        Object.entries(columns).map(([key, column]) => [key, column.slice(0, half)]),
      );
      const whole = indicator.compute(columns, parameters);
      for (const [output, column] of Object.entries(indicator.compute(cut, parameters)))
        expect(column).toEqual(whole[output]?.slice(0, half));
    });
  });

  it("follows the price's unit: four times the prices, four times what is in prices, the rest unmoved", () => {
    check(({ columns, parameters }) => {
      const inPrices = IN_PRICES[name] ?? [];
      const dearer = { ...columns };
      // A power of two changes no digits, so this holds to the last bit.
      for (const price of ["open", "high", "low", "close", "values", "other"] as const)
        dearer[price] = columns[price].map((value) => value * 4);
      const made = indicator.compute(dearer, parameters);
      for (const [output, column] of Object.entries(indicator.compute(columns, parameters)))
        expect(made[output]).toEqual(inPrices.includes(output) ? column.map((value) => value * 4) : column);
    });
  });
});
