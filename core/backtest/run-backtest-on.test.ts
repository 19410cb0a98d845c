import { beforeAll, describe, expect, it } from "vitest";
import { sp500Sample } from "#core/market-data";
import type { BacktestInputs, Bar } from "#core/model";
import { type RunFacts, runBacktestOn } from "./run-backtest-on.ts";

const INPUTS: BacktestInputs = {
  strategy: "sma-cross",
  parameters: { fast: 10, slow: 30 },
  symbol: "SP500",
  interval: "1d",
  from: "2005-01-01T00:00:00.000Z",
  to: "2010-01-01T00:00:00.000Z",
  asOf: "2010-01-01T00:00:00.000Z",
  initialCash: 100_000,
  costs: { commissionBps: 1, slippageBps: 2 },
};

describe("a backtest on the engine it needs", () => {
  let bars: Bar[] = [];
  beforeAll(async () => {
    bars = await sp500Sample().bars("SP500", "1d", INPUTS.from, INPUTS.to, INPUTS.asOf);
  });
  const run = (changes: Partial<BacktestInputs> = {}, rest: Partial<RunFacts> = {}) =>
    runBacktestOn({
      id: "B1",
      inputs: { ...INPUTS, ...changes },
      barsOf: (symbol) => (symbol === "SP500" ? bars : []),
      signals: [],
      ...rest,
    });

  it("takes the kernel for what the kernel can do", () => {
    expect(run().engine).toBe("kernel");
    expect(run({ sizing: { kind: "all-in" }, exits: {}, fills: {} }).engine).toBe("kernel");
  });

  it("takes the portfolio engine for anything wider", () => {
    const wider: Partial<BacktestInputs>[] = [
      { exits: { stopFraction: 0.05 } },
      { fills: { at: "next-close" } },
      { sizing: { kind: "fixed-fraction", fraction: 0.5 } },
      { costs: { ...INPUTS.costs, borrowPerYear: 0.01 } },
      { benchmark: "SP500" },
    ];
    for (const changes of wider) expect(run(changes).engine).toBe("portfolio");
    const split = { symbol: "SP500", kind: "split", exOn: "2006-06-01", ratio: 2, amount: null } as const;
    expect(run({}, { actions: [split] }).engine).toBe("portfolio");
  });

  it("tells the same of real bars, whichever it takes", () => {
    const kernel = run();
    const engine = run({ fills: { at: "next-open" } });
    expect(engine.equity.length).toBe(kernel.equity.length);
    engine.equity.forEach(({ equity }, bar) => {
      const other = kernel.equity[bar]?.equity ?? 0;
      expect(Math.abs(equity - other) / other).toBeLessThan(1e-9);
    });
    expect(engine.trades.map(({ enteredAt, exitedAt, quantity }) => [enteredAt, exitedAt, quantity])).toEqual(
      kernel.trades.map(({ enteredAt, exitedAt, quantity }) => [enteredAt, exitedAt, quantity]),
    );
    for (const [name, value] of Object.entries(kernel.metrics))
      expect(engine.metrics[name as "finalEquity"]).toBeCloseTo(value ?? Number.NaN, 6);
    expect(engine.benchmark.finalEquity).toBeCloseTo(kernel.benchmark.finalEquity, 6);
  });

  it("refuses an instrument without bars before any work", () => {
    expect(() => run({ symbol: "NOPE", exits: { maxBars: 3 } })).toThrow(/no bars of NOPE/);
  });
});
