import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { theCloses } from "../testing/a-market.ts";
import { CALLEES } from "./callees.ts";
import { checkCondition } from "./check.ts";
import { evaluate, warmUpOf } from "./evaluate.ts";
import { ExpressionError } from "./expression-error.ts";

const series = theCloses([10, 12, 11, 13, 9, 10]);
const run = (rule: string) => {
  const checked = checkCondition(rule);
  warmUpOf(checked, {});
  return evaluate(checked, series, {});
};
const refusalOf = (rule: string): ExpressionError => {
  try {
    run(rule);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${rule} was accepted`);
};

describe("a rule that makes no sense", () => {
  it.each([
    // A misspelt name, and the one that was meant.
    ["close > smaa(close, 20)", 8, 'Did you mean "sma"?'],
    ["close > supertrend(10).line", 8, 'Did you mean "superTrend"?'],
    ["cross_above(close, open)", 0, 'Did you mean "crosses_above"?'],
    ["macd(close).histgram > 0", 12, 'Did you mean "histogram"?'],
    ["macd(close) > 0", 0, "macd has several columns"],
    ["close > clsoe", 8, '"clsoe" has no value'],
    ["close(1) > 0", 0, "Write close alone"],
    ["close > sma", 8, "It is a function"],
    // Grammar.
    ["", 0, "ends too early"],
    ["close >", 7, "ends too early"],
    ["(close > 1", 0, "never closed"],
    ["close > 1)", 9, "closes nothing"],
    ["close > 1 2", 10, '"2" does not fit'],
    ["1 < close < 20", 10, "do not chain"],
    ["close > 1 && open > 1", 10, 'Write "and"'],
    ["close = 1", 6, 'Write "=="'],
    ["close[1] > 2", 5, "prev(close, 1)"],
    ["close > 1 and", 13, "ends too early"],
    ["close > and", 8, '"and" does not fit'],
    // Numbers and conditions.
    ["close", 0, "a number, not a condition"],
    ["close and open > 1", 0, '"and" takes a condition'],
    ["(close > 1) + 1 > 0", 7, '"+" takes a number'],
    ["not close", 4, '"not" takes a condition'],
    ["sma(close > 1, 2) > 0", 10, "sma takes a number"],
    // Arguments.
    ["sma() > 1", 0, "was given 0 values"],
    ["sma(close, 2, 3) > 1", 0, "was given 3 values"],
    ["sma(close, close) > 1", 11, "changes from bar to bar"],
    ["sma(close, sma(close, 2)) > 1", 11, "changes from bar to bar"],
    ["sma(close, 0) > 1", 11, "a whole number from 1"],
    ["sma(close, 2.5) > 1", 11, "a whole number from 1"],
    ["macd(close, 5, 3).macd > 0", 0, "fast (5) must be shorter than slow (3)"],
    ["sma(close, 7) > 1", 0, "needs 7 bars, and there are 6"],
    // The future, and the insides of the program.
    ["prev(close, -1) > close", 12, "bars back, never ahead"],
    ["shift(close, 0 - 1) > close", 15, "bars back, never ahead"],
    ["close > __proto__", 8, "cannot be the name of a parameter"],
    ["constructor > 1", 0, "cannot be the name of a parameter"],
    ["constructor(close) > 1", 0, "There is no function"],
    ["toString() > 1", 0, "There is no function"],
    ["macd(close).constructor > 1", 12, "no column"],
    ["close.constructor > 1", 5, "does not fit"],
    ["sma(close; 2) > 1", 9, "no meaning in a rule"],
    ["0 / 0 > 1 or sma(close / (close - 11), 2) > 1", 13, "NaN"],
  ])("%s", (rule, at, words) => {
    const refusal = refusalOf(rule);
    expect(refusal.message).toContain(words);
    expect(refusal.at).toBe(at);
  });

  it.each([
    ["nests too deeply", `${"(".repeat(50)}close > 1${")".repeat(50)}`, 41],
    ["has too many parts", Array.from({ length: 150 }, () => "close>1").join(" or "), 1_106],
    ["is too long", `close > ${"1".repeat(2_000)}`, 2_000],
  ])("is refused where it %s", (_, rule, at) => {
    expect(refusalOf(rule).at).toBe(at);
  });

  it("is shown with a caret under the place, what, why and how to mend it", () => {
    expect(refusalOf("close > smaa(close, 20)").message).toBe(
      [
        'There is no function "smaa":',
        "  close > smaa(close, 20)",
        "          ^",
        ' It is looked up by its exact name. Did you mean "sma"? Write sma(values, period = 20).',
      ].join("\n"),
    );
  });

  it("never ends in anything but an answer or a refusal with its place", () => {
    const words = fc.constantFrom(
      ...[...CALLEES.keys(), "close", "volume", "n", "and", "or", "not", "(", ")", ",", ".", "<", "==", "+"],
      ...["-", "*", "/", "1", "20", "0.5", "1e9", "upper", "__proto__", "constructor", "\n", "é", "💥", "\0"],
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.array(words, { maxLength: 15 }).map((parts) => parts.join(" ")),
      fc.array(words, { maxLength: 15 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (rule) => {
        try {
          expect(run(rule)).toHaveLength(6);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          const { at } = error as ExpressionError;
          expect(at >= 0 && at <= rule.length).toBe(true);
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
