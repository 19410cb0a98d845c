import { describe, expect, it } from "vitest";
import type { OrderTerms } from "#core/model";
import { isSameOrder } from "./same-order.ts";

const terms = (changes: Partial<OrderTerms> = {}): OrderTerms => ({
  environment: "sim",
  account: "paper",
  symbol: "AAPL",
  side: "buy",
  quantity: "5",
  type: "limit",
  limitPrice: "100",
  timeInForce: "day",
  ...changes,
});

describe("the same order", () => {
  it.each<[string, Partial<OrderTerms>, Partial<OrderTerms>]>([
    ["a limit order", {}, {}],
    ["a market order as a limit order at its protective price", { type: "market" }, { type: "limit" }],
    ["a stop as a stop-limit", { type: "stop", stopPrice: "101" }, { type: "stop-limit", stopPrice: "101" }],
    [
      "a trailing stop without its bound",
      { type: "trailing-stop", trail: { by: "price", amount: "2" } },
      { type: "trailing-stop", trail: { by: "price", amount: "2" }, limitPrice: "90" },
    ],
  ])("is found again in %s", (_what, ours, theirs) => {
    expect(isSameOrder(terms(ours), terms(theirs))).toBe(true);
  });

  it.each<Partial<OrderTerms>>([
    { quantity: "6" },
    { side: "sell" },
    { limitPrice: "101" },
    { timeInForce: "gtc" },
  ])("is not one with %o", (theirs) => {
    expect(isSameOrder(terms(), terms(theirs))).toBe(false);
    expect(isSameOrder(terms({ type: "market" }), terms(theirs))).toBe(false);
  });
});
