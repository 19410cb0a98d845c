import { describe, expect, it } from "vitest";
import { RiskLimits } from "#core/model";
import { isStricter, protectionFor, volatilityScale } from "./drawdown-protection.ts";

const LIMITS = RiskLimits.parse({});
const stateAt = (equity: string, equityAtOpen = "100000", equityHigh = "100000") =>
  protectionFor({ equity, equityAtOpen, equityHigh }, LIMITS).state;

describe("drawdown protection", () => {
  it.each([
    ["98000.01", "ACTIVE"],
    ["98000", "REDUCING"],
    ["97000.01", "REDUCING"],
    ["97000", "HALTED"],
  ])("after a day that left %s of 100,000 asks for %s", (equity, state) => {
    expect(stateAt(equity)).toBe(state);
  });

  it.each([
    ["94000.01", "ACTIVE"],
    ["94000", "REDUCING"],
    ["90000.01", "REDUCING"],
    ["90000", "HALTED"],
  ])("at %s below a high of 100,000 asks for %s, however the day went", (equity, state) => {
    expect(stateAt(equity, equity)).toBe(state);
  });

  it("takes the strictest of day and high, with its reason", () => {
    const both = protectionFor({ equity: "94000", equityAtOpen: "97500", equityHigh: "100000" }, LIMITS);
    expect(both).toEqual({
      state: "HALTED",
      reasons: ["The day has cost 3.59 %; at 3 % the account is HALTED."],
    });
  });

  it("asks for nothing after a gain, nor of an account that never had anything", () => {
    expect(stateAt("120000")).toBe("ACTIVE");
    expect(stateAt("0", "0", "0")).toBe("ACTIVE");
  });

  it("orders the states by how much they allow", () => {
    expect(isStricter("HALTED", "REDUCING")).toBe(true);
    expect(isStricter("REDUCING", "REDUCING")).toBe(false);
    expect(isStricter("ACTIVE", "HALTED")).toBe(false);
  });
});

describe("volatility scaling", () => {
  it("halves what moves twice as much as it should, and leaves the rest", () => {
    expect([0.08, 0.04, 0.01, 0].map((volatility) => volatilityScale(volatility, 0.04))).toEqual([
      0.5, 1, 1, 1,
    ]);
  });
});
