import { describe, expect, it } from "vitest";
import type { Bar } from "#core/model";
import { compareBars } from "./comparison.ts";

const bars = (symbol: string, closes: Record<string, number>): { symbol: string; bars: Bar[] } => ({
  symbol,
  bars: Object.entries(closes).map(([day, close]) => ({
    symbol,
    interval: "1d",
    occurredAt: `${day}T21:00:00.000Z`,
    knownAt: `${day}T21:00:00.000Z`,
    open: close,
    high: close,
    low: close,
    close,
    volume: 1,
    source: "simulated",
  })),
});

const MON = "2026-11-16";
const TUE = "2026-11-17";
const WED = "2026-11-18";
const THU = "2026-11-19";

describe("a comparison", () => {
  it("takes only days that all have: a move over a missing day is no move of that day", () => {
    const found = compareBars([
      bars("KO", { [MON]: 100, [TUE]: 50, [WED]: 110, [THU]: 121 }),
      bars("SPY", { [MON]: 10, [WED]: 12, [THU]: 9 }),
    ]);
    expect(found).toMatchObject({ firstOn: MON, lastOn: THU, days: 3 });
    expect(found.instruments).toMatchObject([
      { symbol: "KO", firstClose: 100, lastClose: 121, maxDrawdown: 0, leftOutDays: 1 },
      { symbol: "SPY", lastClose: 9, maxDrawdown: 0.25, leftOutDays: 0 },
    ]);
    expect(found.instruments[0]?.totalReturn).toBeCloseTo(0.21, 12);
    expect(found.instruments[1]?.totalReturn).toBeCloseTo(-0.1, 12);
  });

  it("tells volatility of daily returns for a year of 252 days", () => {
    // Returns +10 % and −10 %: deviation √0.02 = 0.141421.
    const { instruments } = compareBars([bars("KO", { [MON]: 100, [TUE]: 110, [WED]: 99 })]);
    expect(instruments[0]?.annualVolatility).toBeCloseTo(Math.sqrt(0.02 * 252), 12);
  });

  it("correlates returns: one with itself, with its mirror, and with what stands still", () => {
    const { correlations } = compareBars([
      bars("A", { [MON]: 100, [TUE]: 110, [WED]: 99, [THU]: 99 }),
      bars("B", { [MON]: 100, [TUE]: 90, [WED]: 99, [THU]: 99 }),
      bars("C", { [MON]: 5, [TUE]: 5, [WED]: 5, [THU]: 5 }),
    ]);
    expect(correlations[0]?.[0]).toBe(1);
    expect(correlations[0]?.[1]).toBeCloseTo(-1, 12);
    expect(correlations[2]).toEqual([null, null, null]);
  });

  it("says nothing where no day is shared", () => {
    expect(compareBars([bars("A", { [MON]: 1 }), bars("B", { [TUE]: 1 })])).toEqual({
      firstOn: null,
      lastOn: null,
      days: 0,
      instruments: [],
      correlations: [],
    });
  });
});
