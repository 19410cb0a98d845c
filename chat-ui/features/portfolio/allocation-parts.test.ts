import { describe, expect, it } from "vitest";
import type { Position } from "#core/model";
import { allocationOf } from "./allocation-parts.ts";

const aPosition = (symbol: string, marketValue: string): Position => ({
  account: "paper",
  symbol,
  quantity: "1",
  averageCost: "1",
  realisedPnl: "0",
  markPrice: "1",
  markedAt: "2026-11-24T15:00:00.000Z",
  marketValue,
  unrealisedPnl: "0",
  source: "simulated",
});

describe("an allocation", () => {
  it("puts the largest first and cash last, as shares of equity", () => {
    const parts = allocationOf(
      { positions: [aPosition("KO", "1000"), aPosition("AAPL", "3000")], cash: "6000", equity: "10000" },
      (symbol) => symbol,
    );
    expect(parts.map(({ name, ofEquity }) => [name, ofEquity])).toEqual([
      ["AAPL", 0.3],
      ["KO", 0.1],
      ["Cash", 0.6],
    ]);
  });

  it("adds up what bears one name, keeps the sign of a short and leaves out what is flat", () => {
    const positions = [
      aPosition("AAPL", "3000"),
      aPosition("MSFT", "500"),
      aPosition("KO", "-800"),
      aPosition("XOM", "0"),
    ];
    const parts = allocationOf({ positions, cash: "7300", equity: "10000" }, (symbol) =>
      symbol === "KO" ? "Staples" : symbol === "XOM" ? "Energy" : "Technology",
    );
    expect(parts.map(({ name, value, size }) => [name, value, size])).toEqual([
      ["Technology", 3500, 3500],
      ["Staples", -800, 800],
      ["Cash", 7300, 7300],
    ]);
  });
});
