import { describe, expect, it } from "vitest";
import type { Order } from "#core/model";
import { exitLoops } from "./exit-loop.ts";

const NOW = new Date("2026-11-24T15:00:00.000Z");

const anExit = (secondsAgo: number, changes: Partial<Order> = {}, side: "buy" | "sell" = "sell"): Order => ({
  clientOrderId: "paper-1",
  proposalId: "prp_1",
  clearanceId: "clr_1",
  terms: {
    environment: "paper",
    account: "paper",
    symbol: "KO",
    side,
    quantity: "10",
    type: "market",
    limitPrice: "60",
    timeInForce: "day",
  },
  state: "rejected",
  filledQuantity: "0",
  averageFillPrice: null,
  brokerOrderId: null,
  cancelRequestedAt: null,
  reason: null,
  source: "simulated",
  createdAt: new Date(NOW.getTime() - secondsAgo * 1_000).toISOString(),
  updatedAt: NOW.toISOString(),
  ...changes,
});

describe("the breaker of exit loops", () => {
  it("trips at the third exit that came to nothing within five minutes", () => {
    expect(exitLoops([anExit(10), anExit(20)], NOW)).toEqual([]);
    expect(exitLoops([anExit(10), anExit(20, { state: "expired" }), anExit(300)], NOW)).toEqual(["KO"]);
    expect(exitLoops([anExit(10), anExit(20), anExit(301)], NOW)).toEqual([]);
  });

  it("leaves alone slices that trade, exits a person took back, and entries", () => {
    const slices = [10, 20, 30, 40].map((ago) => anExit(ago, { state: "filled", filledQuantity: "10" }));
    expect(exitLoops(slices, NOW)).toEqual([]);
    const cut = [10, 20, 30].map((ago) => anExit(ago, { state: "canceled", filledQuantity: "1" }));
    expect(exitLoops(cut, NOW)).toEqual([]);
    const takenBack = [10, 20, 30].map((ago) =>
      anExit(ago, { state: "canceled", cancelRequestedAt: NOW.toISOString() }),
    );
    expect(exitLoops(takenBack, NOW)).toEqual([]);
    expect(
      exitLoops(
        [10, 20, 30].map((ago) => anExit(ago, {}, "buy")),
        NOW,
      ),
    ).toEqual([]);
  });
});
