import { describe, expect, it } from "vitest";
import { figuresIn, numbersIn } from "./figures.ts";

const shown = (text: string) => figuresIn(text).map((figure) => figure.text);

describe("finding figures in a text", () => {
  it("sees money, percent, basis points, thousands and scales", () => {
    expect(shown("It rose 12.5 % to $1,234.50, cost 10 bps and moved $1.2m.")).toEqual([
      "12.5 %",
      "$1,234.50",
      "10 bps",
      "$1.2m",
    ]);
  });

  it("leaves out dates, times, list numbers, names and ids", () => {
    expect(
      shown("1. SP500 from 2010-01-04 to March 31, 2020 at 15:30 (prp_01AB2, `sma-20`, Q3 2024)"),
    ).toEqual([]);
  });

  it("takes no verb for a month", () => {
    expect(shown("These need 135381 USD; 90000 may be used, 12 may be sold, from 3 May 2026 on")).toEqual([
      "135381",
      "90000",
      "12",
    ]);
  });

  it("gives the place of each, for marking it", () => {
    const text = "up 2.0% and 3.0%";
    for (const figure of figuresIn(text)) expect(text.slice(figure.start, figure.end)).toBe(figure.text);
  });

  it("knows what rounding may have taken away", () => {
    expect(figuresIn("$1.2k")).toMatchObject([{ value: 1200, tolerance: 50 }]);
  });
});

describe("collecting the numbers of a tool result", () => {
  it("takes JSON numbers without their sign, numbers in texts, and the lengths of lists", () => {
    expect(numbersIn('{"change":-0.25,"reason":"worst 5,100.50","orders":[{},{}]}')).toEqual([
      0.25, 5100.5, 2,
    ]);
  });

  it("reads a result that is not JSON as text", () => {
    expect(numbersIn("closed at 42")).toEqual([42]);
  });
});
