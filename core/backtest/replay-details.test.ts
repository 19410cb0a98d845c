import { describe, expect, it } from "vitest";
import { type BarSeries, sp500Sample } from "#core/market-data";
import { type BacktestInputs, DetailedMetrics } from "#core/model";
import { runStrategy } from "./backtest.ts";
import { runPortfolio } from "./engine/index.ts";
import { replay } from "./replay.ts";
import { replayDetails } from "./replay-details.ts";

const from = "2000-01-01T00:00:00.000Z";
const to = "2004-01-01T00:00:00.000Z";
const bars = await sp500Sample().bars("SP500", "1d", from, to, to);
const inputs: BacktestInputs = {
  strategy: "sma-cross",
  parameters: { fast: 5, slow: 20 },
  symbol: "SP500",
  interval: "1d",
  from,
  to,
  asOf: to,
  initialCash: 100_000,
  costs: { commissionBps: 1, slippageBps: 2 },
};

describe("the long table of a replay", () => {
  const report = runStrategy({ id: "b-1", inputs, bars, signals: [] });

  it("stands in every report, and is the same for the same seed", () => {
    expect(DetailedMetrics.parse(report.detailed)).toEqual(report.detailed);
    expect(runStrategy({ id: "b-1", inputs, bars, signals: [] }).detailed).toEqual(report.detailed);
    const other = runStrategy({ id: "b-1", inputs: { ...inputs, seed: 2 }, bars, signals: [] });
    expect(other.detailed?.sharpeInterval).not.toEqual(report.detailed?.sharpeInterval);
  });

  it("says what the portfolio engine says of the same trades", () => {
    const column = (of: (bar: (typeof bars)[number]) => number) => Float64Array.from(bars, of);
    const series: BarSeries = {
      symbol: "SP500",
      interval: "1d",
      source: "sample",
      times: column((bar) => Date.parse(bar.occurredAt)),
      open: column((bar) => bar.open),
      high: column((bar) => bar.high),
      low: column((bar) => bar.low),
      close: column((bar) => bar.close),
      volume: column((bar) => bar.volume),
    };
    const { detailed } = runPortfolio({ id: "b-2", inputs, seriesOf: () => series, signals: [] });
    for (const [name, value] of Object.entries(report.detailed ?? {})) {
      const other = detailed?.[name as keyof DetailedMetrics];
      if (typeof value === "number") expect([name, other]).toEqual([name, expect.closeTo(value, 8)]);
    }
    expect(report.detailed?.drawdown?.bars).toBe(detailed?.drawdown?.bars);
  });

  it("is not told of an account that was gone", () => {
    const times = Float64Array.of(0, 1, 2, 3).map((day) => Date.UTC(2026, 0, 5 + day, 21));
    const tripled = Float64Array.of(10, 10, 30, 30);
    const series: BarSeries = {
      symbol: "SP500",
      interval: "1d",
      source: "simulated",
      times,
      open: tripled,
      high: tripled,
      low: tripled,
      close: tripled,
      volume: Float64Array.of(1, 1, 1, 1),
    };
    const costs = { commissionBps: 0, slippageBps: 0 };
    const ruined = replay(series, Int8Array.of(-1, -1, -1, -1), 100, costs);
    const held = replay(series, Int8Array.of(1, 1, 1, 1), 100, costs);
    expect(ruined.equity.at(-1)).toBe(0);
    expect(replayDetails(series, ruined, held, 1)).toBeUndefined();
    expect(replayDetails(series, held, ruined, 1)).toMatchObject({ beta: null });
  });
});
