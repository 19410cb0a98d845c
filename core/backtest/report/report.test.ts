import { describe, expect, it } from "vitest";
import { sp500Sample } from "#core/market-data";
import type { BacktestReport } from "#core/model";
import { runStrategy } from "../backtest.ts";
import { chartsOf, histogramOf, monthlyReturns } from "./charts.ts";
import { reportPage } from "./report-page.ts";

const inputs = {
  strategy: "sma-cross" as const,
  parameters: { fast: 20, slow: 100 },
  symbol: "SP500",
  interval: "1d" as const,
  from: "2005-01-01T00:00:00.000Z",
  to: "2012-12-31T23:00:00.000Z",
  asOf: "2020-01-01T00:00:00.000Z",
  initialCash: 100_000,
  costs: { commissionBps: 1, slippageBps: 2 },
};

const aReport = async (): Promise<BacktestReport> => {
  const bars = await sp500Sample().bars("SP500", "1d", inputs.from, inputs.to, inputs.asOf);
  return runStrategy({ id: "bkt_1", inputs, bars, signals: [] });
};

const pointsOf = (...days: [string, number][]) => ({
  equity: days.map(([day, equity]) => ({ at: `${day}T21:00:00.000Z`, equity })),
});

describe("the charts of a backtest", () => {
  it("gain each month from the last value before it, and nothing where no bar was", () => {
    const told = monthlyReturns(
      pointsOf(["2025-11-28", 100], ["2025-12-01", 105], ["2025-12-31", 110], ["2026-02-27", 99]),
    );
    expect(told.map(({ year }) => year)).toEqual([2025, 2026]);
    expect(told[0]?.months.slice(9)).toEqual([null, 0, expect.closeTo(0.1, 12)]);
    expect(told[0]?.total).toBeCloseTo(0.1, 12);
    expect(told[1]?.months.slice(0, 3)).toEqual([null, expect.closeTo(-0.1, 12), null]);
  });

  it("multiply months to the year, and years to the whole return", async () => {
    const report = await aReport();
    const { monthly } = chartsOf(report);
    const grown = (values: readonly (number | null)[]) =>
      values.reduce<number>((product, value) => product * (1 + (value ?? 0)), 1);
    for (const { months, total } of monthly) expect(grown(months)).toBeCloseTo(1 + total, 10);
    expect(grown(monthly.map(({ total }) => total))).toBeCloseTo(1 + report.metrics.totalReturn, 9);
  });

  it("show the deepest drawdown that the figures name, and count every bar once", async () => {
    const report = await aReport();
    const charts = chartsOf(report);
    expect(Math.max(...charts.underwater.map(({ depth }) => depth))).toBeCloseTo(
      report.metrics.maxDrawdown,
      12,
    );
    const counted = charts.barReturns.counts.reduce((sum, held) => sum + held, 0);
    expect(counted).toBe(report.equity.length - 1);
    expect(charts.exposure.every(({ open }) => open === 0 || open === 1)).toBe(true);
    expect(charts.rolling.points.length).toBe(report.equity.length - charts.rolling.bars);
  });

  it("count equal values and none", () => {
    expect(histogramOf(new Float64Array(0))).toBeNull();
    expect(histogramOf(Float64Array.of(0, 0, 0))?.counts).toEqual([3]);
  });
});

describe("a printed report", () => {
  it("needs nothing from elsewhere, and says the figures, months, trades and inputs", async () => {
    const report = await aReport();
    const page = await reportPage(report);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|https?:|url\(|@import/);
    for (const words of [
      "sma-cross on SP500",
      "What would make this luck?",
      "Deepest drawdown",
      '<th scope="row">2008</th>',
      "&quot;fast&quot;: 20",
    ])
      expect(page).toContain(words);
    expect(page.match(/<tr><td>SP500<\/td>/g)).toHaveLength(report.trades.length);
  });

  it("is the same to the byte each time", async () => {
    const report = await aReport();
    expect(await reportPage(report)).toBe(await reportPage(structuredClone(report)));
  });

  it("lets nothing that somebody wrote become markup", async () => {
    const report = await aReport();
    const evil = "<img src=x onerror=alert(1)>";
    const page = await reportPage({
      ...report,
      warnings: [evil],
      inputs: { ...report.inputs, rule: { enter: `close > 1 ${evil}` } },
    });
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img");
  });

  it("holds a report of two bars without a trade", async () => {
    const report = await aReport();
    const page = await reportPage({ ...report, equity: report.equity.slice(0, 2), trades: [] });
    expect(page).toContain("too few bars to draw");
    expect(page).not.toMatch(/NaN|Infinity/);
  });
});
