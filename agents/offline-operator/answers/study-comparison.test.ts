import { describe, expect, it } from "vitest";
import { BacktestResult } from "../planning/tool-results.ts";
import { answerOnFixedDesk } from "../testing/fixed-desk.ts";
import { betterOf } from "./study-comparison.ts";

/** A replay on the fixed desk with a Sharpe ratio and a return of its own. */
function aReplay(fast: number, sharpeRatio: number | null, totalReturn: number) {
  const args = { strategy: "sma-cross", symbol: "AAPL", parameters: { fast, slow: 50 } };
  const report = BacktestResult.parse(answerOnFixedDesk("run_backtest", args, 1));
  return { ...report, metrics: { ...report.metrics, sharpeRatio, totalReturn } };
}

describe("which of two replays was better", () => {
  it("names the one with the higher Sharpe ratio and the figures of both", () => {
    const told = betterOf([aReplay(10, 0.5, 0.2), aReplay(20, 0.8, 0.3)]);
    expect(told).toMatch(
      /Better for its risk: sma-cross \(fast 20.*0\.80.*ahead of sma-cross \(fast 10.*0\.50/,
    );
    expect(told).not.toContain("earned more in all");
  });

  it("says so where the other one earned more at more risk", () => {
    expect(betterOf([aReplay(10, 0.5, 0.9), aReplay(20, 0.8, 0.3)])).toContain("earned more in all");
  });

  it("names no winner of equals, nor over one that never traded", () => {
    expect(betterOf([aReplay(10, 0.5, 0.2), aReplay(20, 0.5, 0.2)])).toContain("the same");
    expect(betterOf([aReplay(10, null, 0), aReplay(20, 0.5, 0.2)])).toContain("never traded");
  });
});
