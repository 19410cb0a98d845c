import { describe, expect, it } from "vitest";
import type { CheckResult } from "#core/model";
import { headroomInWords } from "./headroom.ts";

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

describe("headroom in words", () => {
  it.each([
    [aCheck({ headroom: "21000" }), "$21,000.00 left"],
    [aCheck({ headroom: "-1000.5" }), "$1,000.50 over"],
    [aCheck({ headroom: "2.49 %", unit: "of reference" }), "2.49% left"],
    [aCheck({ headroom: "14", unit: "orders" }), "14 orders left"],
    [aCheck({ headroom: "0" }), "$0.00 left"],
  ])("of %o is told", (check, words) => {
    expect(headroomInWords(check)).toBe(words);
  });

  it("is left out where the gate gives none", () => {
    expect(headroomInWords(aCheck({ headroom: null }))).toBeNull();
    expect(headroomInWords(aCheck({}))).toBeNull();
  });
});
