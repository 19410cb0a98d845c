import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dividendThen, priceThen, sharesSince, volumeThen } from "./figures.ts";

describe("a price told in today's shares", () => {
  it("loses the noise of single precision", () => {
    expect(priceThen(101.23999786376953, 1)).toBe(101.24);
    expect(priceThen(34.25, 1)).toBe(34.25);
    expect(priceThen(0.050999999046325684, 1)).toBe(0.051);
  });

  it("is multiplied back: 500.04 before 4:1 is told as 125.01", () => {
    expect(priceThen(Math.fround(125.01), 4)).toBe(500.04);
  });

  it("is divided back after a reverse split: 2.50 before 1:10 is told as 25", () => {
    expect(priceThen(25, 0.1)).toBe(2.5);
  });

  it("keeps a double as it is", () => {
    expect(priceThen(0.205, 4)).toBe(0.82);
    expect(priceThen(1.0481081, 1)).toBe(1.0481081);
  });

  it("comes back to the cent whatever the price and the splits since", () => {
    const cents = fc.integer({ min: 1, max: 2_000_000 });
    const shares = fc.constantFrom(1, 2, 3, 4, 7, 10, 20, 28, 40, 1.5, 0.1, 0.05, 4 / 3);
    fc.assert(
      fc.property(cents, shares, (cent, ratio) => {
        const dealt = cent / 100;
        expect(priceThen(Math.fround(dealt / ratio), ratio)).toBe(dealt);
      }),
      { seed: 4, numRuns: 2_000 },
    );
  });
});

describe("a dividend told per share of today", () => {
  it("comes back as it was paid: 2.65 on a 28th of a share is told as 0.094643", () => {
    expect(dividendThen(0.094643, 28)).toBe(2.65);
    expect(dividendThen(0.006768, 40)).toBe(0.2707);
  });

  it("is left alone where the share was never split", () => {
    expect(dividendThen(0.243217, 1)).toBe(0.243217);
    expect(dividendThen(0, 4)).toBe(0);
  });
});

describe("shares since a day", () => {
  const splits = [
    { exOn: "2014-06-09", ratio: 7 },
    { exOn: "2020-08-31", ratio: 4 },
  ];

  it("multiply over later splits; on the ex-day itself the new count is dealt", () => {
    expect(sharesSince("2014-06-06", splits)).toBe(28);
    expect(sharesSince("2014-06-09", splits)).toBe(4);
    expect(sharesSince("2020-08-28", splits)).toBe(4);
    expect(sharesSince("2020-08-31", splits)).toBe(1);
  });

  it("divide the volume that is told", () => {
    expect(volumeThen(187_629_600, 4)).toBe(46_907_400);
  });
});
