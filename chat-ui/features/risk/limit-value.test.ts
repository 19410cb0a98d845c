import { describe, expect, it } from "vitest";
import { fromField, limitInWords, limitName, toField } from "./limit-value.ts";

describe("a limit's value", () => {
  it.each([
    ["maxOrderNotionalUsd", "25000", "$25,000", "25000"],
    ["maxOrderQuantity", "5000", "5,000", "5000"],
    ["maxDailyLossOfEquity", 0.02, "2.00%", "2"],
    ["priceCollarFraction", 0.03, "3.00%", "3"],
    ["maxOrderOfAdv", 0.0025, "0.25%", "0.25"],
    ["maxGrossExposure", 1, "100.00%", "100"],
    ["maxQuoteAgeMs", 5000, "5.0 s", "5"],
    ["maxOrdersPerDay", 200, "200", "200"],
    ["fatFingerDenyMultiple", 4.5, "4.5", "4.5"],
  ])("%s of %s reads %s, is typed as %s and comes back the same", (name, value, words, typed) => {
    expect(limitInWords(name, value)).toBe(words);
    expect(toField(name, value)).toBe(typed);
    expect(fromField(name, value, typed)).toBe(value);
  });

  it.each(["", "0", "-1", "1e3", "two"])("is not read out of %j", (typed) => {
    expect(fromField("maxOrdersPerDay", 200, typed)).toBeNull();
  });

  it("has a name in words", () => {
    expect(limitName("maxOrderNotionalUsd")).toBe("Max order notional");
    expect(limitName("approvalTtlMs")).toBe("Approval lifetime");
    expect(limitName("maxVarOfEquity")).toBe("Max value at risk of equity");
  });
});
