import { describe, expect, it } from "vitest";
import { FIRST_WISH, requestOf } from "./optimiser-request.ts";

describe("a request to the optimiser", () => {
  it("asks for what is held and as much of it as now, unless told otherwise", () => {
    expect(requestOf(FIRST_WISH, 0.38)).toEqual({
      method: "risk-parity",
      returns: "historical",
      covariance: "ledoit-wolf",
      minWeight: 0,
      maxWeight: 0.4,
      invested: 0.38,
    });
  });

  it("reads percentages and lists as people type them", () => {
    const wish = {
      ...FIRST_WISH,
      symbols: "AAPL, msft KO",
      turnover: "10 %",
      maxSector: "30",
      invested: "100",
    };
    expect(requestOf(wish, 0.38)).toMatchObject({
      symbols: ["AAPL", "msft", "KO"],
      turnover: 0.1,
      maxSectorWeight: 0.3,
      invested: 1,
    });
  });

  it("sends a target to the method that has one, and to no other", () => {
    const wish = { ...FIRST_WISH, target: "8" };
    expect(requestOf({ ...wish, method: "target-return" }, 1)).toMatchObject({ targetReturn: 0.08 });
    expect(requestOf({ ...wish, method: "target-risk" }, 1)).toMatchObject({ targetRisk: 0.08 });
    expect(requestOf(wish, 1)).not.toHaveProperty("targetReturn");
  });
});
