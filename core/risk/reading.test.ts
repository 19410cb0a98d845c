import { describe, expect, it } from "vitest";
import { amount, Doubt, positiveAmount, positiveNumber, readOnce } from "./reading.ts";

describe("a reading", () => {
  it("is made once for a value and anew for another", () => {
    const asked: string[] = [];
    const length = readOnce((text: string) => asked.push(text));
    expect([length("a"), length("b"), length("a")]).toEqual([1, 2, 1]);
    expect(asked).toEqual(["a", "b"]);
  });

  it("is never kept of what cannot be read", () => {
    for (const _again of [1, 2]) {
      expect(() => amount("1e5", "the cash")).toThrow(Doubt);
      expect(() => positiveAmount("0", "the price")).toThrow("the price is out of range");
      expect(() => positiveAmount("1000000000", "the price")).toThrow("out of range");
      expect(() => positiveNumber(Number.NaN, "the limit")).toThrow(Doubt);
    }
  });

  it("tells a number from the same digits as text", () => {
    expect(amount("7", "the cash").toFixed()).toBe("7");
    expect(() => amount(7, "the cash")).toThrow(Doubt);
    expect(() => positiveNumber("7", "the limit")).toThrow(Doubt);
  });

  it("stays right after more values than are kept", () => {
    for (let number = 0; number < 10_000; number++)
      expect(amount(String(number), "a number").toFixed()).toBe(String(number));
    expect(amount("0", "a number").toFixed()).toBe("0");
  });

  it("is not changed by what is computed with it", () => {
    const seven = amount("7", "seven");
    seven.mod("2");
    seven.plus("1").times("3").neg();
    expect(amount("7", "seven").toFixed()).toBe("7");
  });
});
