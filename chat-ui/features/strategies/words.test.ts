import { describe, expect, it } from "vitest";
import { canCompare, figure, parameterFault, parameterWords, strengthOf, trialWords } from "./words.ts";

describe("words of the strategies page", () => {
  it("name a trial by its rule, numbers and instruments", () => {
    const inputs = {
      strategy: "sma-cross" as const,
      parameters: { fast: 20, slow: 50 },
      symbol: "AAPL",
      interval: "1d" as const,
      from: "2020-01-01T00:00:00.000Z",
      to: "2021-01-01T00:00:00.000Z",
      asOf: "2021-01-01T00:00:00.000Z",
      initialCash: 1,
      costs: { commissionBps: 1, slippageBps: 2 },
    };
    expect(trialWords(inputs)).toBe("sma-cross (fast 20, slow 50) on AAPL");
    expect(trialWords({ ...inputs, universe: ["AAPL", "MSFT"] })).toMatch(/on AAPL, MSFT$/);
    expect(parameterWords({})).toBe("a written rule");
  });

  it("say why a value is no parameter", () => {
    const whole = { integer: true, min: 1, max: 400 };
    expect(parameterFault("20", whole)).toBeUndefined();
    expect(parameterFault("", whole)).toMatch(/number/);
    expect(parameterFault("2.5", whole)).toMatch(/whole/);
    expect(parameterFault("401", whole)).toBe("1 to 400 is possible.");
    expect(parameterFault("2.5", { ...whole, integer: false })).toBeUndefined();
    expect(parameterFault("1e999", whole)).toMatch(/number/);
  });

  it("write what is not known as a dash, and losses with a real minus", () => {
    expect([figure(null), figure(undefined), figure(-0.5), figure(1)]).toEqual(["–", "–", "−0.50", "1.00"]);
    expect([strengthOf(0), strengthOf(-0.05), strengthOf(3)]).toEqual([0, 0.5, 1]);
  });

  it("compare two to ten", () => {
    const of = (count: number) => new Set(Array.from({ length: count }, (_, place) => String(place)));
    expect([1, 2, 10, 11].map((count) => canCompare(of(count)))).toEqual([false, true, true, false]);
  });
});
