import { describe, expect, it } from "vitest";
import { priceChart } from "./price-chart.ts";

const days = (closes: number[]) =>
  closes.map((close, index) => ({
    occurredAt: new Date(Date.UTC(2026, 0, 5 + index, 21)).toISOString(),
    close,
  }));
const chartOf = (...args: Parameters<typeof priceChart>) => priceChart(...args)?.data as never;

describe("a price chart", () => {
  it("draws one instrument in dollars", () => {
    expect(chartOf("c1", [{ symbol: "AAPL", source: "simulated", bars: days([100, 110]) }])).toMatchObject({
      title: "AAPL, 2026-01-05 to 2026-01-06",
      unit: "usd",
      series: [
        {
          points: [
            { time: "2026-01-05", value: 100 },
            { time: "2026-01-06", value: 110 },
          ],
        },
      ],
    });
  });

  it("draws several by how far each moved from its own first close", () => {
    const chart = chartOf("c2", [
      { symbol: "AAPL", source: "simulated", bars: days([100, 110]) },
      { symbol: "SPY", source: "live", bars: days([400, 390]) },
    ]) as { unit: string; series: { points: { value: number }[] }[] };
    expect(chart.unit).toBe("change");
    expect(chart.series.map(({ points }) => points.map(({ value }) => Number(value.toFixed(6))))).toEqual([
      [0, 0.1],
      [0, -0.025],
    ]);
  });

  it("thins a long history evenly and keeps its last point", () => {
    const chart = chartOf("c3", [
      { symbol: "KO", source: "sample", bars: days(Array.from({ length: 1_234 }, (_, index) => index + 1)) },
    ]) as { series: { points: { value: number }[] }[] };
    const values = chart.series[0]?.points.map(({ value }) => value) ?? [];
    expect(values.length).toBeLessThanOrEqual(500);
    expect(values.at(-1)).toBe(1_234);
  });

  it("names instants where bars share a day", () => {
    const bars = [1, 2].map((minute) => ({
      occurredAt: new Date(Date.UTC(2026, 0, 5, 15, minute)).toISOString(),
      close: 10,
    }));
    expect(chartOf("c4", [{ symbol: "KO", source: "simulated", bars }])).toMatchObject({
      series: [{ points: [{ time: "2026-01-05T15:01:00.000Z" }, { time: "2026-01-05T15:02:00.000Z" }] }],
    });
  });

  it("is none where nothing can be drawn", () => {
    expect(priceChart("c5", [{ symbol: "KO", source: "sample", bars: days([1]) }])).toBeNull();
  });
});
