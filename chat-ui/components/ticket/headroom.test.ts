import { describe, expect, it } from "vitest";
import type { CheckResult } from "#core/model";
import { headroom } from "./headroom.ts";

const aCheck = (parts: Partial<CheckResult>): CheckResult => ({
  id: "C08",
  name: "order notional",
  outcome: "pass",
  figure: "4000",
  limit: "25000",
  unit: "USD",
  reason: "",
  ...parts,
});

describe("headroom", () => {
  it.each([
    [aCheck({}), "$21,000.00 left"],
    [aCheck({ outcome: "deny", figure: "26000" }), "$1,000.00 over"],
    [aCheck({ figure: "0.5 %", limit: "3 %", unit: "of reference" }), "2.5% left"],
    [aCheck({ figure: "6", limit: "20", unit: "orders" }), "14 orders left"],
    [aCheck({ figure: "25000" }), "$0.00 left"],
  ])("of %o is told", (check, words) => {
    expect(headroom(check)).toBe(words);
  });

  it.each([
    aCheck({ figure: "ACTIVE", limit: "ACTIVE" }),
    aCheck({ figure: null }),
    aCheck({ figure: "5 %", limit: "20" }),
    aCheck({ figure: "40", limit: "1" }),
  ])("is left out where the two cannot be compared, or the limit is a floor: %o", (check) => {
    expect(headroom(check)).toBeNull();
  });
});
