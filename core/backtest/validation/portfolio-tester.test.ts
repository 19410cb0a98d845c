import { describe, expect, it } from "vitest";
import type { BacktestInputs } from "#core/model";
import { resolveParameters, ruleOf } from "#core/strategy";
import { randomSeries } from "../engine/testing/a-market.ts";
import { cutSeries } from "../unseen.ts";
import { portfolioTester } from "./portfolio-tester.ts";
import { kernelTester } from "./tester.ts";
import { validateSearch } from "./validate-search.ts";

const COSTS = { commissionBps: 1, slippageBps: 2 };
const rule = ruleOf("sma-cross");
const parameters = resolveParameters("sma-cross", { fast: 3, slow: 8 });
const series = ["AAPL", "MSFT", "NVDA"].map((symbol) => randomSeries("tester", symbol, 400, 0.02));
const [only] = series as [(typeof series)[number]];

function inputs(said: Partial<BacktestInputs> = {}): Omit<BacktestInputs, "parameters"> {
  return {
    strategy: "sma-cross",
    symbol: "AAPL",
    universe: ["AAPL", "MSFT", "NVDA"],
    interval: "1d",
    from: "2026-01-01T00:00:00.000Z",
    to: "2028-01-01T00:00:00.000Z",
    asOf: "2028-01-01T00:00:00.000Z",
    initialCash: 100_000,
    costs: COSTS,
    ...said,
  };
}

const decide = rule.decide.bind(rule);

describe("the tester of a portfolio", () => {
  it("agrees with the fast kernel on one instrument, on any stretch", () => {
    const slow = portfolioTester({
      inputs: inputs({ universe: undefined }),
      series: [only],
      signals: [],
      decide,
    });
    const fast = kernelTester(
      only,
      (values) => rule.decide({ series: only, signals: [] }, values),
      100_000,
      COSTS,
    );
    slow.returnsOf(parameters).forEach((value, bar) => {
      expect(value).toBeCloseTo(fast.returnsOf(parameters)[bar] as number, 9);
    });
    const range = { from: 100, to: 250 };
    const [one, other] = [slow, fast].map((tester) => tester.tryOn(parameters, range, 50_000, COSTS));
    expect(one?.metrics.finalEquity).toBeCloseTo(other?.metrics.finalEquity ?? Number.NaN, 4);
    expect(one?.closed.length).toBe(other?.closed.length);
    expect(one?.closed[0]?.share).toBeCloseTo(other?.closed[0]?.share ?? Number.NaN, 9);
  });

  it("tries a stretch as if nothing came after it", () => {
    const facts = { inputs: inputs(), signals: [], decide };
    const tester = portfolioTester({ ...facts, series });
    const end = tester.times[249] as number;
    const early = series.map((one) => {
      const bars = one.times.filter((time) => time <= end).length;
      return cutSeries(one, 0, bars);
    });
    const range = { from: 100, to: 250 };
    expect(tester.tryOn(parameters, range, 100_000, COSTS)).toEqual(
      portfolioTester({ ...facts, series: early }).tryOn(parameters, range, 100_000, COSTS),
    );
  });

  it("begins at the first bar asked for, with averages warmed up on those before", () => {
    const from = new Date((series[0]?.times[50] as number) - 1).toISOString();
    const tester = portfolioTester({ inputs: inputs({ from }), series, signals: [], decide });
    expect(tester.times[0]).toBe(series[0]?.times[50]);
    expect(tester.market).toHaveLength(tester.times.length);
    const tried = tester.tryOn(parameters, { from: 0, to: 40 }, 100_000, COSTS);
    expect(tried.equity).toHaveLength(40);
    expect(tried.metrics.tradeCount).toBeGreaterThan(0);
  });

  it("lets a search over a portfolio with stops be validated", async () => {
    const tester = portfolioTester({
      inputs: inputs({ exits: { stopFraction: 0.05 }, sizing: { kind: "fixed-fraction", fraction: 0.3 } }),
      series,
      signals: [],
      decide,
    });
    const found = await validateSearch({
      tester,
      trials: [3, 5].flatMap((fast) => [8, 13].map((slow) => ({ fast, slow }))),
      costs: COSTS,
      initialCash: 100_000,
      inSampleShare: 0.7,
      monteCarloRuns: 100,
      seed: 1,
    });
    expect(found).toMatchObject({ trialCount: 4 });
    expect(found.overfitProbability).not.toBeNull();
    expect(found.deflatedSharpe).not.toBeNull();
    expect(found.walkForward?.windows.length).toBe(6);
  });
});
