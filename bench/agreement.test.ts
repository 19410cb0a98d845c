import { describe, expect, it } from "vitest";
import { runStrategy } from "#core/backtest";
import { ruleOf } from "#core/strategy";
import { outcomeOf } from "./backtest.ts";
import { compileCLoop } from "./c-loop.ts";
import { perBarLoop } from "./per-bar-loop.ts";
import { sp500 } from "./sp500.ts";

const CASH = 100_000;
const COSTS = { commissionBps: 5, slippageBps: 5 };
const { series, bars } = await sp500();
const PAIRS: [fast: number, slow: number][] = [
  [1, 2],
  [5, 20],
  [20, 50],
  [50, 200],
  [100, 101],
];
/** The C loop where it can be compiled, and the loop it was written after everywhere. */
const c = compileCLoop(series, CASH, COSTS);
const references = [
  ["a plain loop over bars", (fast: number, slow: number) => perBarLoop(series, { fast, slow }, CASH, COSTS)],
  ...(c ? [["the C loop", (fast: number, slow: number) => c.single(fast, slow, 1)] as const] : []),
] as const;

describe("the backtest the bench measures", () => {
  it.each(references)("agrees with %s on trades, equity, Sharpe and drawdown", (_name, reference) => {
    for (const [fast, slow] of PAIRS) {
      const ours = outcomeOf(series, fast, slow);
      const theirs = reference(fast, slow);
      expect(ours.tradeCount).toBe(theirs.tradeCount);
      expect(ours.finalEquity).toBeCloseTo(theirs.finalEquity, 6);
      expect(ours.sharpeRatio).toBeCloseTo(theirs.sharpeRatio, 10);
      expect(ours.maxDrawdown).toBeCloseTo(theirs.maxDrawdown, 12);
    }
  });

  it("is the one behind the product's report", () => {
    const report = runStrategy({
      id: "bt_1",
      inputs: {
        strategy: "sma-cross",
        parameters: { fast: 20, slow: 50 },
        symbol: "SP500",
        interval: "1d",
        from: bars[0]?.occurredAt ?? "",
        to: bars.at(-1)?.occurredAt ?? "",
        asOf: bars.at(-1)?.occurredAt ?? "",
        initialCash: CASH,
        costs: COSTS,
      },
      bars,
      signals: [],
    });
    const ours = outcomeOf(series, 20, 50);
    expect(report.metrics).toMatchObject(ours);
    expect(report.trades).toHaveLength(ours.tradeCount);
    expect(report.equity.at(-1)?.equity).toBe(ours.finalEquity);
    expect(ruleOf("sma-cross").warmUpBars({ fast: 20, slow: 50 })).toBe(50);
  });
});
