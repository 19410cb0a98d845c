import { describe, expect, it } from "vitest";
import { NO_WISH, type OrderWish } from "../../components/order-fields.tsx";
import { draftOf, exitsFor, NO_KIND, type OrderKind, settled, timesFor } from "./order-draft.ts";

const WISH: OrderWish = { ...NO_WISH, symbol: " AAPL ", size: "1,500" };
const draft = (kind: Partial<OrderKind>, wish: Partial<OrderWish> = {}) =>
  draftOf({ ...WISH, ...wish }, { ...NO_KIND, ...kind });

describe("a draft", () => {
  it("of a market order carries size and time, and nothing else", () => {
    expect(draft({})).toEqual({
      side: "buy",
      symbol: "AAPL",
      notionalUsd: "1500",
      type: "market",
      timeInForce: "day",
    });
  });

  it("carries the prices of its own type only, though others were typed before", () => {
    const typed = { limitPrice: "101", stopPrice: "100", trailAmount: "2" };
    expect(draft({ ...typed, type: "stop" })).not.toHaveProperty("limitPrice");
    expect(draft({ ...typed, type: "stop-limit" })).toMatchObject({ limitPrice: "101", stopPrice: "100" });
    expect(draft({ ...typed, type: "trailing-stop" })).toMatchObject({
      trail: { by: "percent", amount: "2" },
    });
  });

  it("of a bracket carries both exits, of an oto the stop-loss alone", () => {
    const exits = { takeProfit: "120", stopLoss: "90", stopLossLimit: "89" };
    expect(draft({ ...exits, exits: "bracket" })).toMatchObject({
      orderClass: "bracket",
      takeProfit: { limitPrice: "120" },
      stopLoss: { stopPrice: "90", limitPrice: "89" },
    });
    expect(draft({ ...exits, exits: "oto" })).not.toHaveProperty("takeProfit");
    expect(draft({ ...exits, stopLossLimit: "", exits: "oto" }).stopLoss).toEqual({ stopPrice: "90" });
  });

  it("drops what the new type or side rules out", () => {
    expect(settled({ ...NO_KIND, type: "stop", timeInForce: "fok", exits: "bracket" }, "buy")).toMatchObject({
      timeInForce: "day",
      exits: "none",
    });
    expect(draft({ exits: "bracket" }, { side: "sell" })).not.toHaveProperty("orderClass");
    expect(draft({ extendedHours: true })).not.toHaveProperty("extendedHours");
  });

  it("buys parts of a unit only for dollars, in a plain order for the day", () => {
    expect(draft({ inParts: true })).toMatchObject({ fractional: true });
    expect(draft({ inParts: true }, { sizeBy: "units" })).not.toHaveProperty("fractional");
    expect(draft({ inParts: true, timeInForce: "gtc" })).not.toHaveProperty("fractional");
  });
});

describe("what a kind of order allows", () => {
  it("is two exits for a sale at a limit, and none for a stop", () => {
    expect(exitsFor("sell", { ...NO_KIND, type: "limit" })).toEqual(["none", "oco"]);
    expect(exitsFor("buy", { ...NO_KIND, type: "stop" })).toEqual(["none"]);
  });

  it("is the day or until cancelled where exits hang on it", () => {
    expect(timesFor({ ...NO_KIND, exits: "oto" })).toEqual(["day", "gtc"]);
    expect(timesFor(NO_KIND)).toContain("cls");
  });
});
