import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, DecimalText, PositiveDecimalText } from "./decimal.ts";

describe("positive ledger text", () => {
  it.each(["0.000001", "999999999.999999", "999999999", "100", "10.50"])("takes %s", (text) => {
    expect(PositiveDecimalText.safeParse(text).success).toBe(true);
  });

  it.each([
    "0",
    "0.000000",
    "-0",
    "-5",
    "1000000000",
    "01",
    "1.",
    ".5",
    "1e5",
    "1.0000001",
    "NaN",
    "",
    "5\n",
  ])("refuses %j", (text) => {
    expect(PositiveDecimalText.safeParse(text).success).toBe(false);
  });

  it("is ledger text above zero and below a billion, and nothing else", () => {
    const digits = (max: number) => fc.stringMatching(new RegExp(`^[019]{0,${max}}$`));
    const text = fc
      .tuple(fc.constantFrom("", "-", "+", " "), digits(13), fc.constantFrom("", "."), digits(7))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (candidate) => {
        const inRange =
          DecimalText.safeParse(candidate).success &&
          new Decimal(candidate).gt("0") &&
          new Decimal(candidate).lt("1000000000");
        return PositiveDecimalText.safeParse(candidate).success === inRange;
      }),
      { numRuns: 2_000 },
    );
  });
});
