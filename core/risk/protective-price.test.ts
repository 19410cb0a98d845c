import { describe, expect, it } from "vitest";
import { decimal, type OrderTerms } from "#core/model";
import { marketOrderGuard } from "./gates/market-order-guard.ts";
import { priceCollar } from "./gates/price-collar.ts";
import { wellFormed } from "./gates/well-formed.ts";
import { passedStop, priceOrder, sizeByNotional } from "./protective-price.ts";
import { aProposal, someFacts } from "./testing/facts.ts";

const { quote, instrument } = someFacts();
if (!quote || !instrument) throw new Error("the sound facts have a price and an instrument");

/** Around a market of 100. */
const priced = (order: Partial<Parameters<typeof priceOrder>[0]>) =>
  priceOrder({ side: "buy", type: "market", quote, tickSize: "0.01", ...order });

describe("the worst price an order may trade at", () => {
  it.each<[string, Partial<Parameters<typeof priceOrder>[0]>, string]>([
    ["half a percent above the market for a buy", {}, "100.5"],
    ["half a percent below it for a sale", { side: "sell" }, "99.5"],
    ["its own limit", { type: "limit", limitPrice: "97.50" }, "97.5"],
    ["a percent above a buy stop", { type: "stop", stopPrice: "110" }, "111.1"],
    ["a percent below a sell stop", { type: "stop", side: "sell", stopPrice: "90" }, "89.1"],
    ["rounded away to whole ticks", { type: "stop", side: "sell", stopPrice: "90.55" }, "89.64"],
    ["its own limit beside a stop", { type: "stop-limit", stopPrice: "110", limitPrice: "110.2" }, "110.2"],
    [
      "a percent below where a trailing sale stands now",
      { type: "trailing-stop", side: "sell", trail: { by: "percent", amount: "10" } },
      "89.1",
    ],
    [
      "a percent above where a trailing buy stands now",
      { type: "trailing-stop", trail: { by: "price", amount: "10" } },
      "111.1",
    ],
  ])("is %s", (_name, order, limitPrice) => {
    expect(priced(order)).toEqual({ referencePrice: "100", limitPrice });
  });

  it("of a stop-loss is a percent below it, unless it is given", () => {
    expect(priced({ stopLoss: { stopPrice: "90" } }).stopLoss).toEqual({
      stopPrice: "90",
      limitPrice: "89.1",
    });
    expect(priced({ stopLoss: { stopPrice: "90", limitPrice: "85" } }).stopLoss).toEqual({
      stopPrice: "90",
      limitPrice: "85",
    });
  });
});

describe("a stop", () => {
  it.each<[Partial<OrderTerms>, string | null]>([
    [{ side: "buy", stopPrice: "100.01" }, null],
    [
      { side: "buy", stopPrice: "100" },
      "A buy stop at 100 lies on the wrong side of the market, which is at 100.",
    ],
    [{ side: "sell", stopPrice: "99.99" }, null],
    [
      { side: "sell", stopPrice: "100" },
      "A sell stop at 100 lies on the wrong side of the market, which is at 100.",
    ],
    [
      { side: "sell", orderClass: "oco", stopLoss: { stopPrice: "100", limitPrice: "99" } },
      "The stop-loss at 100 is not below the market, which is at 100.",
    ],
    [{ side: "buy", orderClass: "oto", stopLoss: { stopPrice: "99.99", limitPrice: "99" } }, null],
  ])("%j waits for the market, or is said to have been passed", (terms, said) => {
    expect(passedStop({ side: "buy", ...terms }, decimal("100"))).toBe(said);
  });
});

describe("money", () => {
  it("buys whole units, or parts of them to the sixth place, never a cent more", () => {
    expect(sizeByNotional("1000", "300", instrument)).toBe("3");
    expect(sizeByNotional("1000", "300", instrument, { inParts: true })).toBe("3.333333");
    expect(sizeByNotional("0.0003", "300", instrument, { inParts: true })).toBe("0.000001");
    expect(() => sizeByNotional("299.99", "300", instrument)).toThrow("does not buy one unit");
    expect(() => sizeByNotional("0.000299", "300", instrument, { inParts: true })).toThrow(
      "does not buy one",
    );
  });
});

describe("the gates on stops and exits", () => {
  const outcome = (gate: typeof wellFormed, terms: Partial<OrderTerms>, change = {}) =>
    gate.measure({ ...someFacts(), proposal: aProposal(terms), ...change }).outcome;
  const STOP: Partial<OrderTerms> = { type: "stop", stopPrice: "110", limitPrice: "111.1" };

  it("C11 bounds a stop within a percent and a tick of its trigger", () => {
    expect(outcome(marketOrderGuard, { ...STOP, limitPrice: "111.11" })).toBe("pass");
    expect(outcome(marketOrderGuard, { ...STOP, limitPrice: "111.12" })).toBe("deny");
  });

  it("C11 denies a stop the market has passed since, also one with its own limit", () => {
    const risen = { ...quote, bid: 109.99, ask: 110.01 };
    expect(outcome(marketOrderGuard, STOP, { quote: risen })).toBe("deny");
    expect(outcome(marketOrderGuard, { ...STOP, type: "stop-limit" }, { quote: risen })).toBe("deny");
    expect(outcome(marketOrderGuard, { ...STOP, type: "stop-limit" })).toBe("pass");
    expect(() => outcome(marketOrderGuard, STOP, { quote: null })).toThrow("a price is not known");
  });

  it("C10 measures a stop from where it wakes up, not from the market", () => {
    expect(outcome(priceCollar, { type: "stop", side: "sell", stopPrice: "80", limitPrice: "79.2" })).toBe(
      "pass",
    );
    expect(
      outcome(priceCollar, { type: "stop-limit", side: "sell", stopPrice: "80", limitPrice: "77.6" }),
    ).toBe("pass");
    expect(
      outcome(priceCollar, { type: "stop-limit", side: "sell", stopPrice: "80", limitPrice: "77.59" }),
    ).toBe("deny");
  });

  it.each<[string, Partial<OrderTerms>]>([
    ["a stop", { ...STOP, stopPrice: "110.001" }],
    [
      "a trail",
      { type: "trailing-stop", side: "sell", trail: { by: "price", amount: "1.001" }, limitPrice: "98" },
    ],
    [
      "a take-profit",
      {
        orderClass: "bracket",
        takeProfit: { limitPrice: "120.001" },
        stopLoss: { stopPrice: "90", limitPrice: "89" },
      },
    ],
    ["a stop-loss", { orderClass: "oto", stopLoss: { stopPrice: "90.001", limitPrice: "89" } }],
    ["the limit of a stop-loss", { orderClass: "oto", stopLoss: { stopPrice: "90", limitPrice: "89.001" } }],
  ])("C06 wants %s in whole ticks", (_name, terms) => {
    expect(outcome(wellFormed, terms)).toBe("deny");
  });

  it("C06 lets parts of a unit pass only where the instrument trades in them", () => {
    expect(outcome(wellFormed, { quantity: "1.5" })).toBe("deny");
    expect(
      outcome(wellFormed, { quantity: "1.5" }, { instrument: { ...instrument, fractionable: true } }),
    ).toBe("pass");
    expect(
      outcome(
        wellFormed,
        { quantity: "1.5", timeInForce: "gtc" },
        { instrument: { ...instrument, fractionable: true } },
      ),
    ).toBe("deny");
  });

  it("C06 denies terms that make no order, in the words of their flaw", () => {
    expect(wellFormed.measure({ ...someFacts(), proposal: aProposal({ type: "stop" }) }).reason).toBe(
      "A stop order needs a stop price.",
    );
  });
});
