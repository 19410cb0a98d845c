import { describe, expect, it } from "vitest";
import { periodEnds } from "../../components/chart/drawn-chart.ts";
import { drawn } from "./drawn-chart.ts";

const prices = (unit: "usd" | "change", ...times: string[]) =>
  drawn({
    kind: "prices",
    title: "AAPL",
    unit,
    series: [
      {
        symbol: "AAPL",
        source: "simulated",
        points: times.map((time, index) => ({ time, value: index / 100 })),
      },
      { symbol: "SPY", source: "simulated", points: [] },
    ],
  });

describe("a drawn chart", () => {
  it("tells dollars for one instrument and a signed change for several", () => {
    expect(prices("usd").format(12.5)).toBe("$12.50");
    expect(prices("change").format(0.1234)).toBe("+12.3%");
  });

  it("names each source once", () => {
    expect(prices("usd").sources).toEqual(["simulated"]);
  });

  it.each([
    ["years", ["2019-01-02", "2020-06-30", "2021-12-31"], ["2019", "2020", "2021"]],
    ["months", ["2026-01-02", "2026-01-30", "2026-02-27"], ["2026-01", "2026-02"]],
    ["days", ["2026-01-02", "2026-01-05"], ["2026-01-02", "2026-01-05"]],
  ])("has a table of %s where they suit its length", (_name, times, periods) => {
    expect(periodEnds(prices("usd", ...times)).map(({ period }) => period)).toEqual(periods);
  });

  it("shows the last value of a period, and none where a line has no point", () => {
    expect(periodEnds(prices("usd", "2026-01-02", "2026-01-30", "2026-02-27"))[0]).toEqual({
      period: "2026-01",
      values: [0.01, undefined],
    });
  });
});
