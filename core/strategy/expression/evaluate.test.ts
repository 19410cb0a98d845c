import { describe, expect, it } from "vitest";
import { sma } from "#core/indicators";
import type { ParameterValues } from "#core/model";
import { aMarket, theCloses } from "../testing/a-market.ts";
import { CALLEES } from "./callees.ts";
import { checkCondition } from "./check.ts";
import { evaluate, type Known } from "./evaluate.ts";

const closes = [10, 12, 11, 13, 9, 10];
/** One character a bar: 1 true, 0 false, ? not known. */
const truths = (rule: string, values: ParameterValues = {}) =>
  [...evaluate(checkCondition(rule), theCloses(closes), values)]
    .map((value) => (Number.isNaN(value) ? "?" : String(value)))
    .join("");

describe("a written condition", () => {
  it.each([
    ["close > 10", "011100"],
    ["close >= 10", "111101"],
    ["close < 10", "000010"],
    ["close <= 10", "100011"],
    ["close == 10", "100001"],
    ["close != 10", "011110"],
    ["not close > 10", "100011"],
    ["not (close > 10 or close < 10)", "100001"],
    // And binds tighter than or, not tighter than and, comparisons tighter than not.
    ["close == 9 or close == 10 and close == 10", "100011"],
    ["(close == 9 or close == 10) and not close == 10", "000010"],
    // Products before sums, from left to right: 2 + 3 × 4 − 6 / 2 − 1 = 10.
    ["close == 2 + 3 * 4 - 6 / 2 - 1", "100001"],
    ["close == 100 / 5 / 2", "100001"],
    ["-close < -10", "011100"],
    ["- -close == 1e1", "100001"],
    ["close > prev(close)", "?10101"],
    ["close > prev(close, 2)", "??1100"],
    ["close == shift(close, 0)", "111111"],
    ["close == highest(close, 3)", "??0100"],
    ["close == lowest(close, 3)", "??0010"],
    ["close > sma(close, 2)", "?10101"],
    ["crosses_above(close, 10)", "?10000"],
    ["crosses_below(close, 10)", "?00010"],
    ["crosses_above(sma(close, 2), close)", "?01010"],
    ["abs(close - 11) >= 1 and sign(close - 11) < 0", "100011"],
    ["max(close, 11) == 11 and min(close, 10) == 10", "101001"],
    ["pow(close, 2) == 100", "100001"],
    ["sqrt(close - 9) == 1", "100001"],
    // A root of less than nothing and a share of nothing are not known, and no condition.
    ["sqrt(close - 10) >= 0", "1111?1"],
    ["1 / (close - 10) > 0", "?1110?"],
    ["1 / (close - 10) > 0 or close == 10", "111101"],
    ["1 / (close - 10) > 0 and close == 12", "010000"],
    ["not 1 / (close - 10) > 0", "?0001?"],
    ["log(close / 10) > 0", "011100"],
    ["donchian(2).upper == 13", "?00110"],
  ])("%s", (rule, expected) => {
    expect(truths(rule)).toBe(expected);
  });

  it("takes its free names as parameters", () => {
    expect(truths("close > level", { level: 11 })).toBe("010100");
    expect(truths("close > sma(close, n + 1)", { n: 1 })).toBe("?10101");
    expect(checkCondition("close > sma(close, n) * (1 + reach)").parameters.get("n")).toMatchObject({
      integer: true,
      min: 1,
    });
  });

  it("calls every indicator there is", () => {
    const market = aMarket("every indicator", 400);
    for (const { name, columns, settings, outputs } of CALLEES.values())
      for (const output of outputs) {
        const given = [...columns.map(() => "close"), ...(name.endsWith("est") ? ["20"] : [])].join(", ");
        expect(settings).toBeDefined();
        const call = `${name}(${given})${outputs.length > 1 ? `.${output}` : ""}`;
        const isCondition = CALLEES.get(name)?.yields === "condition";
        const column = evaluate(checkCondition(isCondition ? call : `${call} >= -1e12`), market, {});
        expect(column.slice(-1), call).not.toContain(Number.NaN);
      }
  });

  it("works out equal parts once, across conditions", () => {
    const market = aMarket("once", 100);
    const known: Known = new Map();
    evaluate(checkCondition("sma(close, 10) > 1 and sma(close,10) > 2"), market, {}, known);
    const held = known.get("sma(close,10)");
    evaluate(checkCondition("close < sma( close , 10 )"), market, {}, known);
    expect(known.get("sma(close,10)")).toBe(held);
    expect(held).toEqual(sma(market.close, 10));
  });
});
