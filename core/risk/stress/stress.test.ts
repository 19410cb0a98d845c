import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sp500Sample } from "#core/market-data";
import {
  CRISES,
  crisisScenarios,
  RATE_SENSITIVITY,
  type Shock,
  STANDING_SCENARIOS,
  type StressedPosition,
  stressLoss,
  stressLosses,
} from "#core/risk";

const BOOK: StressedPosition[] = [
  { symbol: "AAPL", sector: "Technology", value: 6_000, beta: 1.5 },
  { symbol: "XOM", sector: "Energy", value: 4_000, beta: 0.5 },
];
const scenario = (...shocks: Shock[]) => ({ name: "test", shocks, assumption: "" });

describe("a stress", () => {
  it.each([
    ["the market −10 %", { on: "market", change: -0.1 }, 1_100], // 6,000 × 15 % + 4,000 × 5 %
    ["every name −20 %", { on: "every-name", change: -0.2 }, 2_000],
    ["the largest name −50 %", { on: "largest-name", change: -0.5 }, 3_000],
    ["a sector −10 %, however it is written", { on: "sector", sector: "energy", change: -0.1 }, 400],
    ["a symbol +10 %", { on: "symbol", symbol: "AAPL", change: 0.1 }, -600],
  ] as const)("of %s costs what it should", (_name, shock, loss) => {
    expect(stressLoss(BOOK, scenario(shock)).lossUsd).toBeCloseTo(loss, 9);
  });

  it("tells what each position brings, the worst first", () => {
    const { positions } = stressLoss(BOOK, scenario({ on: "market", change: -0.1 }));
    expect(positions.map(({ symbol }) => symbol)).toEqual(["AAPL", "XOM"]);
    expect(positions[0]?.lossUsd).toBeCloseTo(900, 9);
  });

  it("takes no price below zero, whatever the beta", () => {
    expect(stressLoss(BOOK, scenario({ on: "market", change: -0.9 })).positions[0]?.lossUsd).toBe(6_000);
  });

  it("makes a short gain from a fall", () => {
    const short = [{ symbol: "AAPL", sector: "Technology", value: -1_000, beta: 1 }];
    expect(stressLoss(short, scenario({ on: "every-name", change: -0.2 })).lossUsd).toBe(-200);
  });

  it("is 0 for an empty account in every standing scenario", () => {
    for (const { lossUsd } of stressLosses([], STANDING_SCENARIOS)) expect(lossUsd).toBe(0);
  });

  it("is linear in the shock and in the positions, and does not depend on their order", () => {
    const small = fc.double({ min: -0.3, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(small, small, (market, sector) => {
        const [a, b]: Shock[] = [
          { on: "market", change: market },
          { on: "sector", sector: "Energy", change: sector },
        ];
        if (!a || !b) return;
        const loss = (...shocks: Shock[]) => stressLoss(BOOK, scenario(...shocks)).lossUsd;
        expect(loss(a, b)).toBeCloseTo(loss(a) + loss(b), 6);
        expect(loss({ ...a, change: market / 2 })).toBeCloseTo(loss(a) / 2, 6);
        const twice = BOOK.map((one) => ({ ...one, value: 2 * one.value })).reverse();
        expect(stressLoss(twice, scenario(a, b)).lossUsd).toBeCloseTo(2 * loss(a, b), 6);
      }),
    );
  });
});

describe("the standing scenarios", () => {
  it("say what they assume, and double the rate move for double the rise", () => {
    expect(STANDING_SCENARIOS.every(({ assumption }) => assumption.length > 40)).toBe(true);
    const loss = (name: string) =>
      stressLosses(BOOK, STANDING_SCENARIOS).find((one) => one.name === name)?.lossUsd ?? Number.NaN;
    expect(loss("rates +100 bp")).toBeCloseTo(6_000 * 0.06 - 4_000 * 0.01, 9);
    expect(loss("rates +200 bp")).toBeCloseTo(2 * loss("rates +100 bp"), 9);
  });

  it("know the sector of everything that can be held", async () => {
    const { INSTRUMENTS } = await import("#core/market-data");
    for (const { sector } of INSTRUMENTS) expect(RATE_SENSITIVITY).toHaveProperty(sector);
  });
});

describe("the crises", () => {
  it("fall as the recorded S&P 500 did", async () => {
    const late = "2020-12-31T00:00:00.000Z";
    const bars = await sp500Sample().bars("SP500", "1d", "2000-01-01T00:00:00.000Z", late, late);
    const closes = new Map(bars.map((bar) => [bar.occurredAt.slice(0, 10), bar.close]));
    const falls = crisisScenarios(closes).map(({ name, shocks }) => [name, shocks[0]?.change.toFixed(3)]);
    // 797.70 / 1106.59, 848.92 / 1166.36, 1119.46 / 1345.02 and 2237.40 / 3386.15, less 1.
    expect(falls).toEqual([
      ["dot-com, May to July 2002", "-0.279"],
      ["October 2008", "-0.272"],
      ["August 2011", "-0.168"],
      ["March 2020", "-0.339"],
    ]);
  });

  it("are not shown before they happened", () => {
    expect(crisisScenarios(new Map([[CRISES[0]?.from ?? "", 100]]))).toEqual([]);
  });
});
