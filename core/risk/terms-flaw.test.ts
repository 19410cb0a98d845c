import { describe, expect, it } from "vitest";
import type { OrderTerms } from "#core/model";
import { flawOfTerms } from "./terms-flaw.ts";
import { aProposal } from "./testing/facts.ts";

const STOP_LOSS = { stopPrice: "90", limitPrice: "89" };
const BRACKET: Partial<OrderTerms> = {
  orderClass: "bracket",
  takeProfit: { limitPrice: "120" },
  stopLoss: STOP_LOSS,
};
const OCO: Partial<OrderTerms> = { side: "sell", orderClass: "oco", stopLoss: STOP_LOSS };
const TRAIL: Partial<OrderTerms> = {
  type: "trailing-stop",
  trail: { by: "percent", amount: "5" },
  side: "sell",
};

/** A limit order to buy 5 at 100 for the day, but for this. */
const flawOf = (terms: Partial<OrderTerms>) => flawOfTerms(aProposal(terms).terms)?.what ?? null;

describe("terms that make an order", () => {
  it.each<[string, Partial<OrderTerms>]>([
    ["a limit order", {}],
    ["a market order in the opening auction (MOO)", { type: "market", timeInForce: "opg" }],
    ["a limit order in the closing auction (LOC)", { timeInForce: "cls" }],
    ["all at once or nothing", { timeInForce: "fok" }],
    ["a buy stop that wakes up exactly at its limit", { type: "stop-limit", stopPrice: "100" }],
    [
      "a sell stop that wakes up exactly at its limit",
      { type: "stop-limit", stopPrice: "100", side: "sell" },
    ],
    ["a stop until canceled", { type: "stop", stopPrice: "99", timeInForce: "gtc" }],
    ["a trail of 49.999999 %", { ...TRAIL, trail: { by: "percent", amount: "49.999999" } }],
    ["a trail of 60 dollars", { ...TRAIL, trail: { by: "price", amount: "60" } }],
    ["a limit order outside the session", { extendedHours: true }],
    ["a millionth of a unit", { quantity: "0.000001" }],
    ["a part of a unit at the market", { quantity: "1.5", type: "market" }],
    ["a bracket", BRACKET],
    ["a bracket at the market until canceled", { ...BRACKET, type: "market", timeInForce: "gtc" }],
    ["a bracket that profits by a cent", { ...BRACKET, takeProfit: { limitPrice: "100.01" } }],
    [
      "a bracket that stops a cent lower",
      { ...BRACKET, stopLoss: { stopPrice: "99.99", limitPrice: "99.99" } },
    ],
    ["an entry with a stop", { orderClass: "oto", stopLoss: STOP_LOSS }],
    ["an exit with both", OCO],
  ])("%s has no flaw", (_name, terms) => {
    expect(flawOf(terms)).toBeNull();
  });

  it.each<[Partial<OrderTerms>, string]>([
    [{ type: "stop" }, "A stop order needs a stop price."],
    [{ stopPrice: "99" }, "A limit order has no stop price."],
    [{ ...TRAIL, stopPrice: "99" }, "A trailing-stop order has no stop price."],
    [{ type: "trailing-stop" }, "A trailing stop needs a distance."],
    [{ trail: { by: "price", amount: "1" } }, "A limit order does not trail."],
    [{ ...TRAIL, trail: { by: "percent", amount: "50" } }, "A trail of 50 % is too far."],
    [
      { type: "stop-limit", stopPrice: "100.01" },
      "A buy stop at 100.01 with a limit of 100 would wake up beyond its own limit.",
    ],
    [
      { type: "stop-limit", stopPrice: "99.99", side: "sell" },
      "A sell stop at 99.99 with a limit of 100 would wake up beyond its own limit.",
    ],
    [
      { type: "market", extendedHours: true },
      "Only a simple limit order for the day can trade outside the session.",
    ],
    [
      { timeInForce: "gtc", extendedHours: true },
      "Only a simple limit order for the day can trade outside the session.",
    ],
    [
      { ...BRACKET, extendedHours: true },
      "Only a simple limit order for the day can trade outside the session.",
    ],
    [{ type: "stop", stopPrice: "99", timeInForce: "ioc" }, "A stop order cannot be ioc."],
    [{ ...TRAIL, timeInForce: "opg" }, "A trailing-stop order cannot be opg."],
    [{ ...BRACKET, timeInForce: "fok" }, "A bracket order cannot be fok."],
    [{ quantity: "1.5", timeInForce: "gtc" }, "1.5 units cannot be a limit order, gtc."],
    [{ quantity: "1.5", type: "stop", stopPrice: "99" }, "1.5 units cannot be a stop order, day."],
    [{ ...BRACKET, quantity: "0.5" }, "0.5 units cannot be a bracket order, day."],
    [{ takeProfit: { limitPrice: "120" } }, "Exits are given, but not how they hang together."],
    [{ stopLoss: STOP_LOSS }, "Exits are given, but not how they hang together."],
    [{ orderClass: "oto" }, "An oto order needs a stop-loss."],
    [{ orderClass: "bracket", stopLoss: STOP_LOSS }, "A bracket needs a take-profit."],
    [{ ...BRACKET, orderClass: "oto" }, "An oto order has no take-profit of its own."],
    [{ ...OCO, takeProfit: { limitPrice: "120" } }, "An oco order has no take-profit of its own."],
    [{ ...BRACKET, type: "stop", stopPrice: "99" }, "A bracket order cannot be a stop order."],
    [{ ...TRAIL, ...BRACKET }, "A bracket order cannot be a trailing-stop order."],
    [{ ...OCO, type: "market" }, "An oco order cannot be a market order."],
    [{ ...BRACKET, side: "sell" }, "A bracket order cannot sell here."],
    [{ ...OCO, side: "buy" }, "An oco order cannot buy here."],
    [
      { ...BRACKET, takeProfit: { limitPrice: "100" } },
      "The take-profit of 100 is not above 100, the most the entry may pay.",
    ],
    [
      { ...BRACKET, stopLoss: { stopPrice: "100", limitPrice: "99" } },
      "The stop-loss at 100 is not below 100.",
    ],
    [{ ...OCO, stopLoss: { stopPrice: "100", limitPrice: "99" } }, "The stop-loss at 100 is not below 100."],
    [
      { ...OCO, stopLoss: { stopPrice: "90", limitPrice: "90.01" } },
      "A stop-loss at 90 with a limit of 90.01 would wake up beyond its own limit.",
    ],
  ])("%j has one, said plainly", (terms, what) => {
    expect(flawOf(terms)).toBe(what);
  });
});
