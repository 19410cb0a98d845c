import { describe, expect, it } from "vitest";
import type { OrderTerms } from "#core/model";
import { typeInWords } from "./order-words.ts";

const inWords = (parts: Partial<OrderTerms>) =>
  typeInWords({
    environment: "sim",
    account: "paper",
    symbol: "AAPL",
    side: "buy",
    quantity: "10",
    type: "market",
    limitPrice: "101",
    timeInForce: "day",
    ...parts,
  });

describe("an order's type in words", () => {
  it.each<[string, Partial<OrderTerms>]>([
    ["Market, at most $101.00, for the day", {}],
    ["Market, at least $101.00, in the opening auction", { side: "sell", timeInForce: "opg" }],
    [
      "Limit $101.00, until cancelled, also outside the session",
      { type: "limit", timeInForce: "gtc", extendedHours: true },
    ],
    ["Stop $100.00, at most $101.00, for the day", { type: "stop", stopPrice: "100" }],
    ["Stop $100.00, limit $101.00, for the day", { type: "stop-limit", stopPrice: "100" }],
    [
      "Trailing stop 2% behind, at least $101.00, for the day",
      { side: "sell", type: "trailing-stop", trail: { by: "percent", amount: "2" } },
    ],
    [
      "Market, at most $101.00, for the day, take profit $120.00, stop loss $90.00, limit $89.00",
      {
        orderClass: "bracket",
        takeProfit: { limitPrice: "120" },
        stopLoss: { stopPrice: "90", limitPrice: "89" },
      },
    ],
    [
      "Limit $101.00, for the day, take profit $101.00, stop loss $90.00, limit $89.00",
      { type: "limit", orderClass: "oco", stopLoss: { stopPrice: "90", limitPrice: "89" } },
    ],
  ])("reads %s", (words, parts) => {
    expect(inWords(parts)).toBe(words);
  });
});
