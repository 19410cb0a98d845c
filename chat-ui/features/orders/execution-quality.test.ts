import { describe, expect, it } from "vitest";
import type { Bar, Order } from "#core/model";
import { barsVwap, slippage } from "./execution-quality.ts";

const anOrder = (side: "buy" | "sell", averageFillPrice: string | null): Order => ({
  clientOrderId: "sim-1",
  proposalId: "prp_1",
  clearanceId: "clr_1",
  terms: {
    environment: "sim",
    account: "paper",
    symbol: "AAPL",
    side,
    quantity: "20",
    type: "market",
    limitPrice: "101",
    timeInForce: "day",
  },
  state: "filled",
  filledQuantity: averageFillPrice ? "20" : "0",
  averageFillPrice,
  brokerOrderId: null,
  cancelRequestedAt: null,
  reason: null,
  source: "simulated",
  createdAt: "2026-11-24T15:00:00.000Z",
  updatedAt: "2026-11-24T15:00:01.000Z",
});

const aBar = (close: number, volume: number): Bar => ({
  symbol: "AAPL",
  interval: "1m",
  occurredAt: "2026-11-24T15:01:00.000Z",
  knownAt: "2026-11-24T15:01:00.000Z",
  open: close,
  high: close,
  low: close,
  close,
  volume,
  source: "simulated",
});

describe("slippage", () => {
  it("costs a buyer who paid more and a seller who got less", () => {
    const bought = slippage(anOrder("buy", "100.10"), 100);
    expect(bought?.bps).toBeCloseTo(10, 9);
    expect(bought?.usd).toBeCloseTo(2, 9);
    expect(slippage(anOrder("sell", "99.90"), 100)?.bps).toBeCloseTo(10, 9);
  });

  it("is negative where the fill was better", () => {
    expect(slippage(anOrder("buy", "99.90"), 100)?.usd).toBeCloseTo(-2, 9);
  });

  it("is unknown, not 0, before a fill or without a price to compare with", () => {
    expect(slippage(anOrder("buy", null), 100)).toBeNull();
    expect(slippage(anOrder("buy", "100"), null)).toBeNull();
    expect(slippage(anOrder("buy", "100"), 0)).toBeNull();
  });
});

describe("a VWAP of bars", () => {
  it("weighs each bar by its volume", () => {
    expect(barsVwap([aBar(100, 300), aBar(104, 100)])).toBe(101);
  });

  it("is unknown where nothing traded", () => {
    expect(barsVwap([])).toBeNull();
    expect(barsVwap([aBar(100, 0)])).toBeNull();
  });
});
