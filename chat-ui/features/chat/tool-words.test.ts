import { describe, expect, it } from "vitest";
import { hintOf, toolInWords } from "./tool-words.ts";

describe("the words of a tool row", () => {
  it("names a tool nobody has worded by its own name, as a sentence begins", () => {
    expect([toolInWords("chart_prices"), toolInWords("new_tool")]).toEqual(["Chart prices", "New tool"]);
  });

  it("tells calls apart by their first arguments, those of a list too", () => {
    expect(hintOf({ symbols: ["NVDA", "SPY"], from: "2026-03-01" })).toBe("NVDA, SPY, 2026-03-01");
    expect(hintOf({ symbol: "SP500", parameters: { fast: 20 } })).toBe("SP500");
    expect(hintOf(null)).toBe("");
  });
});
