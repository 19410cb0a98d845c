import { describe, expect, it } from "vitest";
import { indicatorOf } from "#core/indicators";

const flat = new Float64Array(120).fill(50);
const volume = new Float64Array(120).fill(7);
const columns = { open: flat, high: flat, low: flat, close: flat, other: flat, volume };

describe("a price that never moves", () => {
  // TA-Lib 0.6.0-dev answers the same for those it has.
  it.each([
    ["rsi", { value: 0 }],
    ["macd", { macd: 0, signal: 0, histogram: 0 }],
    ["adx", { adx: 0, plus: 0, minus: 0 }],
    ["directionalIndex", { plus: 0, minus: 0 }],
    ["stochastic", { k: 0, d: 0 }],
    ["fastStochastic", { k: 0, d: 0 }],
    ["stochasticRsi", { k: 0, d: 0 }],
    ["cci", { value: 0 }],
    ["williamsR", { value: 0 }],
    ["mfi", { value: 0 }],
    ["roc", { value: 0 }],
    ["momentum", { value: 0 }],
    ["kama", { value: 50 }],
    ["bollinger", { upper: 50, middle: 50, lower: 50 }],
    ["zScore", { value: 0 }],
    ["atr", { value: 0 }],
    ["aroon", { up: 100, down: 100, oscillator: 0 }],
    ["parabolicSar", { sar: 50 }],
    ["obv", { value: 7 }],
    ["correlation", { value: 0 }],
    ["beta", { value: 0 }],
    ["closeVolatility", { value: 0 }],
    ["parkinsonVolatility", { value: 0 }],
    ["garmanKlassVolatility", { value: 0 }],
    ["yangZhangVolatility", { value: 0 }],
  ])("leaves %s at %o", (name, expected) => {
    const made = indicatorOf(name).compute(columns);
    for (const [output, value] of Object.entries(expected)) expect(made[output]?.at(-1)).toBe(value);
  });

  it("has no deviation left over from a wild past", () => {
    const values = Float64Array.from({ length: 60 }, (_, bar) => (bar < 30 ? 1e6 * (1 + (bar % 3)) : 0.1));
    const { upper, lower } = indicatorOf("bollinger").compute({ values }, { period: 20 });
    expect(upper?.at(-1)).toBe(0.1);
    expect(lower?.at(-1)).toBe(0.1);
    expect(indicatorOf("zScore").compute({ values }, { period: 20 }).value?.at(-1)).toBe(0);
  });
});
