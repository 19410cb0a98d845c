import { describe, expect, it } from "vitest";
import { fromYahoo, toYahoo } from "./symbols.ts";

describe("a symbol", () => {
  it.each([
    ["AAPL", "AAPL"],
    ["BRK.B", "BRK-B"],
    ["SP500", "^GSPC"],
    ["BMW.DE", "BMW.DE"],
    ["OCDO.L", "OCDO.L"],
  ])("%s is %s at Yahoo, and back", (ours, theirs) => {
    expect(toYahoo(ours)).toBe(theirs);
    expect(fromYahoo(theirs)).toBe(ours);
  });

  it.each(["EURUSD=X", "BTC-USD", "^FTSE", "0P000071W8.TO", "AAPL251219C00120000", "aapl", ""])(
    "%j of Yahoo's has no name of ours",
    (theirs) => expect(fromYahoo(theirs)).toBeNull(),
  );

  it("of ours that is no ticker is not asked for", () => {
    expect(toYahoo("EURUSD=X")).toBeNull();
    expect(toYahoo("../v7/finance")).toBeNull();
  });

  it("never stands for two: what is London's there is no share class here", () => {
    expect(fromYahoo("ABC-L")).toBeNull();
    expect(toYahoo("ABC.L")).toBe("ABC.L");
  });
});
