import { describe, expect, it } from "vitest";
import { canonicalTerms, orderHash } from "./order-hash.ts";
import { aProposal } from "./testing/facts.ts";

const plain = aProposal().terms;

describe("the canonical form of an order", () => {
  it("is for a plain order what it was before there were others", () => {
    expect(canonicalTerms(plain)).toBe("v1|sim|paper|AAPL|buy|5.000000|limit|100.000000|day");
    expect(orderHash(plain)).toBe("96e133dfd5bbfe512cfc73bf5f559efba6cd379c5b0b3054dabc2af3c36dfb5e");
    expect(canonicalTerms({ ...plain, extendedHours: false, timeInForce: "gtc" })).toMatch(/^v1\|/);
  });

  it("names every other field in its place, also when it is absent", () => {
    expect(canonicalTerms({ ...plain, type: "stop", stopPrice: "95.5" })).toBe(
      "v2|sim|paper|AAPL|buy|5.000000|stop|100.000000|day|95.500000|||||||",
    );
    expect(
      canonicalTerms({
        ...plain,
        trail: { by: "percent", amount: "5" },
        extendedHours: true,
        orderClass: "bracket",
        takeProfit: { limitPrice: "120" },
        stopLoss: { stopPrice: "90", limitPrice: "89" },
      }),
    ).toBe(
      "v2|sim|paper|AAPL|buy|5.000000|limit|100.000000|day||percent|5.000000|extended|bracket|120.000000|90.000000|89.000000",
    );
  });
});
