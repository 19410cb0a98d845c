import { describe, expect, it } from "vitest";
import type { BarSeries } from "#core/market-data";
import { type BacktestInputs, BacktestReport, type TradingCosts } from "#core/model";
import { type PortfolioFacts, runPortfolio } from "./run-portfolio.ts";
import { type BarRow, randomSeries, seriesOf } from "./testing/a-market.ts";

const SERIES = ["AAA", "BBB", "CCC"].map((symbol) => randomSeries("portfolio", symbol, 300, 0.02));
const INPUTS: BacktestInputs = {
  strategy: "sma-cross",
  parameters: { fast: 5, slow: 20 },
  symbol: "AAA",
  universe: ["AAA", "BBB", "CCC"],
  interval: "1d",
  from: "2026-02-01T00:00:00.000Z",
  to: "2026-12-31T00:00:00.000Z",
  asOf: "2027-01-01T00:00:00.000Z",
  initialCash: 100_000,
  costs: { commissionBps: 1, slippageBps: 2 },
};

const facts = (
  changes: Partial<BacktestInputs> = {},
  rest: Partial<PortfolioFacts> = {},
): PortfolioFacts => ({
  id: "B1",
  inputs: { ...INPUTS, ...changes },
  seriesOf: (symbol) => SERIES.find((series) => series.symbol === symbol),
  signals: [],
  ...rest,
});

const only = (series: BarSeries, changes: Partial<BacktestInputs> = {}) => {
  const { universe, ...single } = INPUTS;
  return { ...facts(), inputs: { ...single, symbol: series.symbol, ...changes }, seriesOf: () => series };
};

describe("a portfolio backtest", () => {
  it("trades every instrument of the universe on one account, and reports what a report has", () => {
    const report = runPortfolio(facts());
    expect(BacktestReport.parse(report)).toEqual(report);
    expect(report.engine).toBe("portfolio");
    expect(new Set(report.trades.map(({ symbol }) => symbol))).toEqual(new Set(INPUTS.universe));
    const first = report.equity[0];
    expect(first?.equity).toBe(100_000);
    expect(first && first.at >= INPUTS.from).toBe(true);
    expect(report.equity.every(({ at }) => at <= INPUTS.to)).toBe(true);
    expect(report.equity.at(-1)?.equity).toBe(report.metrics.finalEquity);
    // Each enters with a third of the equity at most.
    for (const { quantity, entryPrice } of report.trades) expect(quantity * entryPrice).toBeLessThan(60_000);
    const profit = report.trades.reduce((sum, trade) => sum + trade.profit, 0);
    expect(report.metrics.finalEquity - 100_000).toBeCloseTo(profit, 4);
    expect(report.detailed?.beta).not.toBeNull();
  });

  it("gives the same bytes again", () => {
    expect(JSON.stringify(runPortfolio(facts()))).toBe(JSON.stringify(runPortfolio(facts())));
  });

  it("leaves by stop, trailing stop, target and time, and says by which", () => {
    const exits = { stopFraction: 0.03, trailingFraction: 0.04, targetFraction: 0.05, maxBars: 2 };
    const reasons = new Set(runPortfolio(facts({ exits })).trades.map(({ exitReason }) => exitReason));
    for (const reason of ["stop", "trailing-stop", "target", "time"] as const)
      expect(reasons).toContain(reason);
  });

  it("does not enter again before the rule has changed its mind", () => {
    // Long all the time; out after 3 bars in the market, and never in again.
    const exits = { maxBars: 3 };
    const decide: PortfolioFacts["decide"] = ({ series }) => new Int8Array(series.times.length).fill(1);
    const { trades } = runPortfolio({ ...only(SERIES[0] as BarSeries, { exits }), decide });
    expect(trades).toHaveLength(1);
    expect(trades[0]?.exitReason).toBe("time");
  });

  it("enters by limits under the deciding close, and by the closing auction", () => {
    const limit = runPortfolio(
      facts({ fills: { order: { kind: "limit", offsetFraction: 0.01, goodForBars: 3 } } }),
    );
    expect(limit.trades.length).toBeGreaterThan(0);
    const auction = runPortfolio(
      only(SERIES[0] as BarSeries, {
        fills: { at: "next-close" },
        costs: { commissionBps: 0, slippageBps: 0 },
      }),
    );
    const closes = new Set(SERIES[0]?.close);
    expect(auction.trades.length).toBeGreaterThan(0);
    for (const { entryPrice } of auction.trades)
      expect([...closes].some((close) => Math.abs(close - entryPrice) < 1e-9)).toBe(true);
  });

  it("sizes by a fraction, by volatility, and not at all by Kelly before there are trades to learn from", () => {
    const fixed = runPortfolio(facts({ sizing: { kind: "fixed-fraction", fraction: 0.1 } }));
    for (const { quantity, entryPrice } of fixed.trades) expect(quantity * entryPrice).toBeLessThan(13_000);
    const calm = runPortfolio(
      facts({
        sizing: { kind: "volatility-target", annualVolatility: 0.02, lookbackBars: 10, maxLeverage: 1 },
      }),
    );
    expect(calm.metrics.annualVolatility).toBeLessThan(fixed.metrics.annualVolatility);
    const kelly = runPortfolio(
      facts({ sizing: { kind: "kelly", cap: 0.5, fraction: 0.5, lookbackTrades: 10 } }),
    );
    expect(kelly.warnings).toContain("It never traded.");
  });

  it("measures against the benchmark that is named", () => {
    const { benchmark } = runPortfolio(facts({ benchmark: "BBB" }));
    const alone = runPortfolio({ ...only(SERIES[1] as BarSeries) });
    expect(benchmark.finalEquity).toBeCloseTo(alone.benchmark.finalEquity, 6);
  });

  it("says when the account was gone", () => {
    // A short whose price triples in one night
    const rows: BarRow[] = [
      [10, 10, 10, 10],
      [10, 10, 10, 10],
      [30, 30, 30, 30],
      [30, 30, 30, 30],
    ];
    const decide: PortfolioFacts["decide"] = ({ series }) => new Int8Array(series.times.length).fill(-1);
    const report = runPortfolio({ ...only(seriesOf(rows), { from: "2026-01-01T00:00:00.000Z" }), decide });
    expect(report.metrics.finalEquity).toBe(0);
    expect(report.warnings.join(" ")).toContain("The account was gone on 2026-01-07");
    expect(report.detailed).toBeUndefined();
  });
});

describe("bad input of a portfolio backtest", () => {
  const broken = (
    changes: Partial<Record<"open" | "high" | "low" | "close" | "volume", [bar: number, value: number]>>,
  ) => {
    const copy = { ...(SERIES[0] as BarSeries) };
    for (const [name, [bar, value]] of Object.entries(changes)) {
      const column = name as "open";
      copy[column] = copy[column].slice();
      copy[column][bar] = value;
    }
    return only(copy);
  };
  const cases: [what: string, given: PortfolioFacts, words: RegExp][] = [
    ["a price that is no number", broken({ close: [50, Number.NaN] }), /close of AAA at 2026-\S+ is NaN/],
    ["an open outside the bar", broken({ open: [50, 1e6] }), /opens or closes outside/],
    ["a volume below zero", broken({ volume: [50, -1] }), /volume of AAA/],
    ["one bar", only(seriesOf([[1, 1, 1, 1]], "AAA")), /AAA has 0 bars|AAA has 1 bars/],
    [
      "negative costs",
      facts({ costs: { commissionBps: -1, slippageBps: 0 } as TradingCosts }),
      /costs\.commissionBps/,
    ],
    ["an unknown instrument", facts({ universe: ["AAA", "NOPE"] }), /no bars of NOPE/],
    ["an empty universe", facts({ universe: [] }), /universe is empty/],
    ["an instrument twice", facts({ universe: ["AAA", "AAA"] }), /AAA is in the universe twice/],
    ["a window that ends before it begins", facts({ to: "2026-01-01T00:00:00.000Z" }), /must be before/],
    ["no cash", facts({ initialCash: 0 }), /initialCash/],
    ["another interval", facts({ interval: "1h" }), /are 1d, not 1h/],
    ["a period longer than the history", facts({ parameters: { fast: 5, slow: 400 } }), /needs at least 402/],
    ["an unknown parameter", facts({ parameters: { fats: 3 } }), /no parameter "fats"/],
    [
      "a share of no volume",
      {
        ...only(
          { ...(SERIES[0] as BarSeries), volume: new Float64Array(300) },
          { fills: { volumeShare: 0.1 } },
        ),
      },
      /has no volume/,
    ],
  ];
  for (const [what, given, words] of cases)
    it(`is refused: ${what}`, () => {
      expect(() => runPortfolio(given)).toThrow(words);
    });

  it("has every fault named together", () => {
    expect(() => runPortfolio(facts({ initialCash: -1, universe: ["AAA", "NOPE"] }))).toThrow(
      /initialCash.*NOPE/,
    );
  });
});
