import { describe, expect, it } from "vitest";
import { vwap } from "#core/indicators";

const prices = Float64Array.of(10, 20, 40);

describe("vwap", () => {
  it("weighs each typical price by its volume", () => {
    // (10×1 + 20×3) / 4 = 17.5; (70 + 40×4) / 8 = 28.75
    expect([...vwap(prices, prices, prices, Float64Array.of(1, 3, 4))]).toEqual([10, 17.5, 28.75]);
  });

  it("uses (high + low + close) / 3 as a bar's price", () => {
    expect(vwap(Float64Array.of(12), Float64Array.of(6), Float64Array.of(9), Float64Array.of(5))[0]).toBe(9);
  });

  it("starts afresh at each anchor", () => {
    expect([...vwap(prices, prices, prices, Float64Array.of(1, 3, 4), [0, 2])]).toEqual([10, 17.5, 40]);
  });

  it("has no value before the first trade", () => {
    expect([...vwap(prices, prices, prices, Float64Array.of(0, 0, 2))]).toEqual([Number.NaN, Number.NaN, 40]);
  });
});
