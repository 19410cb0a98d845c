import { describe, expect, it } from "vitest";
import { rsi } from "#core/indicators";

describe("rsi", () => {
  it("is the share of gains in the moves, smoothed by Wilder", () => {
    // Period 2. Changes +2, -1: gain 1, loss 0.5 → 66.67. Then +1: gain (1+1)/2, loss 0.25 → 80.
    // Then -3: gain 0.5, loss (0.25+3)/2 = 1.625 → 0.5/2.125.
    const values = rsi(Float64Array.of(10, 12, 11, 12, 9), 2);
    expect([...values.slice(0, 2)]).toEqual([Number.NaN, Number.NaN]);
    expect(values[2]).toBeCloseTo(200 / 3, 12);
    expect(values[3]).toBeCloseTo(80, 12);
    expect(values[4]).toBeCloseTo(400 / 17, 12);
  });

  it("follows the ChartSchool example to its printed decimals", () => {
    // StockCharts ChartSchool, "Relative Strength Index": QQQQ closes, first 14-day RSI values 70.53, 66.32, 66.55.
    const closes = Float64Array.of(
      ...[44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826],
      ...[45.8931, 46.0328, 45.614, 46.282, 46.282, 46.0028, 46.0328],
    );
    const values = rsi(closes, 14);
    expect(values[13]).toBeNaN();
    expect([values[14], values[15], values[16]].map((value) => value?.toFixed(2))).toEqual([
      "70.53",
      "66.32",
      "66.55",
    ]);
  });

  it("is 100 when every move is up, 0 when every move is down", () => {
    expect(rsi(Float64Array.of(1, 2, 3, 4), 2)[3]).toBe(100);
    expect(rsi(Float64Array.of(4, 3, 2, 1), 2)[3]).toBe(0);
  });

  it("is 0 without any move, as in TA-Lib", () => {
    expect(rsi(Float64Array.of(5, 5, 5), 2)[2]).toBe(0);
  });

  it("needs one close more than its period", () => {
    expect(rsi(Float64Array.of(1, 2), 2).every(Number.isNaN)).toBe(true);
  });
});
