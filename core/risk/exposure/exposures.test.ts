import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ExposedHolding,
  exposures,
  liquidityHorizon,
  marketBeta,
  momentum,
  worstText,
} from "#core/risk";

const holding = (symbol: string, value: string, changes: Partial<ExposedHolding> = {}): ExposedHolding => ({
  symbol,
  sector: "Technology",
  currency: "USD",
  value,
  openBuys: "0",
  openSells: "0",
  ...changes,
});

describe("the worst value of a holding", () => {
  it("counts open buys in full and does not count on open sells", () => {
    expect(worstText(holding("AAPL", "1000", { openBuys: "500" }))).toBe("1500");
    expect(worstText(holding("AAPL", "1000", { openSells: "400" }))).toBe("1000");
  });

  it("is the short that open sells could make, where that is larger", () => {
    expect(worstText(holding("AAPL", "100", { openSells: "300", openBuys: "50" }))).toBe("-200");
  });
});

describe("exposures", () => {
  const book = [
    holding("AAPL", "6000", { openBuys: "2000" }),
    holding("MSFT", "4000"),
    holding("XOM", "-4000", { sector: "Energy" }),
  ];
  const seen = exposures(book, "40000");

  it("add up gross and net, as dollars and as shares of equity", () => {
    expect(seen.total).toEqual({
      name: "all",
      gross: "16000",
      net: "8000",
      grossOfEquity: 0.4,
      netOfEquity: 0.2,
    });
    expect(seen.bySector.map(({ name, gross, net }) => [name, gross, net])).toEqual([
      ["Technology", "12000", "12000"],
      ["Energy", "4000", "-4000"],
    ]);
  });

  it("name the largest, the sum of the top five and the concentration", () => {
    expect(seen.concentration.largest[0]).toEqual({ symbol: "AAPL", value: "8000", ofEquity: 0.2 });
    expect(seen.concentration.topFiveOfEquity).toBe(0.4);
    expect(seen.concentration.herfindahl).toBeCloseTo(0.25 + 0.0625 + 0.0625, 12); // ½² + ¼² + ¼²
  });

  it("are zero, not NaN, for an empty account, and have no share of an equity that is not above 0", () => {
    expect(exposures([], "100").total).toMatchObject({ gross: "0", net: "0", grossOfEquity: 0 });
    expect(exposures([], "100").concentration).toMatchObject({ largest: [], herfindahl: 0 });
    expect(exposures(book, "0").total.grossOfEquity).toBeNull();
  });

  it("do not depend on the order of the holdings, and each heading adds up to the whole", () => {
    const books = fc.uniqueArray(
      fc.record({
        symbol: fc.constantFrom("AAPL", "MSFT", "XOM", "KO", "JPM"),
        sector: fc.constantFrom("Technology", "Energy"),
        cents: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      }),
      { selector: ({ symbol }) => symbol },
    );
    fc.assert(
      fc.property(books, (list) => {
        const made = list.map(({ symbol, sector, cents }) =>
          holding(symbol, (cents / 100).toFixed(2), { sector }),
        );
        const result = exposures(made, "10000");
        expect(exposures(made.toReversed(), "10000")).toEqual(result);
        for (const lines of [result.bySymbol, result.bySector, result.byCurrency])
          expect(lines.reduce((sum, { gross }) => sum + Number(gross), 0)).toBeCloseTo(
            Number(result.total.gross),
            6,
          );
      }),
    );
  });
});

describe("market beta", () => {
  const market = Float64Array.from({ length: 60 }, (_, day) => Math.sin(day) / 100);

  it("is the slope on the market: half as much again is 1.5", () => {
    expect(
      marketBeta(
        market.map((move) => 1.5 * move + 0.001),
        market,
      ),
    ).toBeCloseTo(1.5, 12);
  });

  it("is not guessed from fewer than 60 days, or from a market that stands still", () => {
    expect(marketBeta(market.slice(1), market.slice(1))).toBeNull();
    expect(marketBeta(market, new Float64Array(60))).toBeNull();
  });
});

describe("momentum", () => {
  it("is the year's return without the last month", () => {
    const closes = Float64Array.from({ length: 253 }, (_, day) => (day < 231 ? 100 : day === 231 ? 120 : 50));
    expect(momentum(closes)).toBeCloseTo(0.2, 12);
    expect(momentum(closes.slice(1))).toBeNull();
  });
});

describe("liquidity horizon", () => {
  const steady = (volume: number) => new Float64Array(20).fill(volume);

  it("is quantity over the share of the volume taken, and the portfolio waits for its slowest", () => {
    const result = liquidityHorizon(
      [
        { symbol: "AAPL", quantity: 500, volumes: steady(10_000) },
        { symbol: "XOM", quantity: -4_000, volumes: steady(10_000) },
      ],
      0.1,
    );
    expect(result.positions.map(({ symbol, days }) => [symbol, days])).toEqual([
      ["XOM", 4],
      ["AAPL", 0.5],
    ]);
    expect(result.days).toBe(4);
  });

  it("is not known where the volume of twenty days is not, and 0 where nothing is held", () => {
    const unknown = liquidityHorizon([{ symbol: "AAPL", quantity: 1, volumes: steady(9).slice(1) }], 0.1);
    expect(unknown).toMatchObject({ days: null, positions: [{ days: null, averageVolume: null }] });
    expect(liquidityHorizon([], 0.1).days).toBe(0);
  });
});
