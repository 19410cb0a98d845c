import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, type Quote, toText } from "#core/model";
import { expectedCost } from "./expected-cost.ts";
import { shortfallOf } from "./shortfall.ts";
import { chooseChild, routeOrder, type Venue } from "./smart-routing.ts";

const interval = { startedAt: "2026-11-24T15:00:00.000Z", endedAt: "2026-11-24T16:00:00.000Z" };
const bars = [
  { high: 101, low: 99, close: 100, volume: 300 },
  { high: 104, low: 102, close: 103, volume: 100 },
];
/** Decided at 100, started at 101, 80 of 100 bought at 102 for $4, ended at 105. */
const bought = {
  side: "buy" as const,
  quantity: "100",
  fills: [
    { quantity: "50", price: "101.5", fee: "2.5" },
    { quantity: "30", price: "102.833333", fee: "1.5" },
  ],
  decisionPrice: "100",
  arrivalPrice: "101",
  endPrice: "105",
  bars,
  ...interval,
};

describe("implementation shortfall", () => {
  it("splits what was lost into waiting, trading, not trading and fees", () => {
    const report = shortfallOf(bought);
    expect(report).toMatchObject({ filledQuantity: "80", unfilledQuantity: "20" });
    expect([report.delayUsd, report.executionUsd, report.opportunityUsd, report.feesUsd]).toEqual([
      "80", // 80 × (101 − 100)
      "79.99999", // 50 × 0.5 + 30 × 1.833333
      "100", // 20 × (105 − 100)
      "4",
    ]);
    expect([report.totalUsd, report.totalBps]).toEqual(["263.99999", 264]); // of 100 × 100
  });

  it("compares with the arrival price and the interval's averages by volume and by time", () => {
    const report = shortfallOf(bought);
    expect(report.againstArrival).toMatchObject({ price: "101", bps: 99.01 });
    // By volume (3 × 100 + 1 × 103) ÷ 4 = 100.75, by time 101.5; paid 101.99999…
    expect(report.againstVwap).toMatchObject({ price: "100.75", usd: "99.99999" });
    expect(report.againstTwap).toMatchObject({ price: "101.5", usd: "39.99999" });
  });

  it("has the other sign for a seller, and benchmarks of nothing are none", () => {
    const sold = shortfallOf({ ...bought, side: "sell" });
    expect(sold.totalUsd).toBe("-255.99999");
    expect(shortfallOf({ ...bought, bars: [] }).againstVwap).toBeNull();
    const nothing = shortfallOf({ ...bought, fills: [] });
    expect(nothing).toMatchObject({ averageFillPrice: null, againstArrival: null, opportunityUsd: "500" });
  });

  it("adds up exactly, and buying and selling the same are each other's opposite but for fees", () => {
    const price = fc.integer({ min: 1, max: 1e6 }).map((cents) => toText(decimal(String(cents)).div("100")));
    const fills = fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 500 }).map(String), price, fee: fc.constant("0.01") }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fills, price, price, price, (traded, decisionPrice, arrivalPrice, endPrice) => {
        const request = { ...bought, quantity: "3000", fills: traded, decisionPrice, arrivalPrice, endPrice };
        const [buy, sell] = [shortfallOf(request), shortfallOf({ ...request, side: "sell" })];
        const parts = [buy.delayUsd, buy.executionUsd, buy.opportunityUsd, buy.feesUsd].map(decimal);
        expect(toText(parts.reduce((sum, part) => sum.plus(part)))).toBe(buy.totalUsd);
        const fees = decimal(buy.feesUsd).times("2");
        expect(toText(decimal(buy.totalUsd).plus(decimal(sell.totalUsd)))).toBe(toText(fees));
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe("a routed order", () => {
  const venue = (name: string, changes: Partial<Venue> = {}): Venue => ({
    name,
    price: "100",
    feeBps: 0,
    size: 100,
    fillRate: 1,
    ...changes,
  });

  it("goes to the cheapest after fees first, up to what is shown there", () => {
    const venues = [
      venue("dear", { price: "100.02" }),
      venue("taxed", { feeBps: 3 }),
      venue("cheap", { feeBps: -1 }),
    ];
    expect(routeOrder("buy", 150, venues)).toEqual([
      { venue: "cheap", lots: 100 },
      { venue: "dear", lots: 50 },
    ]);
    // A seller wants the most: the higher bid first.
    expect(routeOrder("sell", 50, venues)).toEqual([{ venue: "dear", lots: 50 }]);
  });

  it("counts on a place only as far as it traded before, and leaves the rest with the cheapest", () => {
    const venues = [venue("fickle", { fillRate: 0.5 }), venue("firm", { price: "100.01", size: 30 })];
    // Missing half the time costs 2.5 bp, more than the cent that "firm" is dearer: it goes first, and gets the rest.
    expect(routeOrder("buy", 100, venues)).toEqual([
      { venue: "firm", lots: 50 },
      { venue: "fickle", lots: 50 },
    ]);
  });

  it("is split exactly, at most once to each place", () => {
    const venues = fc.uniqueArray(
      fc.record({
        name: fc.string({ minLength: 1 }),
        price: fc.integer({ min: 9_900, max: 10_100 }).map((cents) => (cents / 100).toFixed(2)),
        feeBps: fc.integer({ min: -3, max: 30 }),
        size: fc.integer({ min: 0, max: 500 }),
        fillRate: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 8, selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(
        fc.constantFrom("buy" as const, "sell" as const),
        fc.integer({ min: 1, max: 5_000 }),
        venues,
        (side, lots, places) => {
          const routes = routeOrder(side, lots, places);
          expect(routes.reduce((sum, route) => sum + route.lots, 0)).toBe(lots);
          expect(new Set(routes.map((route) => route.venue)).size).toBe(routes.length);
          expect(routes.every((route) => route.lots >= 1)).toBe(true);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe("a child order", () => {
  const quote: Quote = {
    symbol: "AAPL",
    bid: 99.98,
    ask: 100.02,
    bidSize: 500,
    askSize: 500,
    occurredAt: interval.startedAt,
    knownAt: interval.startedAt,
    source: "simulated",
  };
  const wish = {
    side: "buy" as const,
    quote,
    limitPrice: "101",
    tickSize: "0.01",
    urgency: "patient" as const,
  };

  it("waits at the near side while there is time, and crosses near the end", () => {
    expect(chooseChild({ ...wish, elapsed: 0.79 })).toEqual({ style: "waits", limitPrice: "99.98" });
    expect(chooseChild({ ...wish, elapsed: 0.8 })).toEqual({ style: "crosses", limitPrice: "100.13" });
    expect(chooseChild({ ...wish, side: "sell", limitPrice: "99", elapsed: 0 })).toEqual({
      style: "waits",
      limitPrice: "100.02",
    });
  });

  it("crosses at once when it is steady", () => {
    expect(chooseChild({ ...wish, urgency: "steady", elapsed: 0 })).toMatchObject({ style: "crosses" });
    expect(chooseChild({ ...wish, side: "sell", limitPrice: "99", urgency: "steady", elapsed: 0 })).toEqual({
      style: "crosses",
      limitPrice: "99.88",
    });
  });

  it("is never priced worse than its parent", () => {
    expect(chooseChild({ ...wish, limitPrice: "100.05", elapsed: 1 }).limitPrice).toBe("100.05");
    expect(chooseChild({ ...wish, side: "sell", limitPrice: "99.95", elapsed: 1 }).limitPrice).toBe("99.95");
  });
});

describe("the expected cost", () => {
  const quote = { bid: 99.95, ask: 100.05 } as Quote;

  it("is half the spread where it crosses, and grows with the root of the size", () => {
    const request = { quote, crossing: 1, averageDailyVolume: 1e6, dailyVolatility: 0.02 };
    // 10,000 of 1,000,000 a day: two thirds of 2 % × 0.1 = 13.33 bp, and 5 bp of spread.
    expect(expectedCost({ ...request, quantity: 10_000 })).toEqual({
      spreadUsd: "500",
      impactUsd: "1333.33",
      totalUsd: "1833.33",
      bps: 18.33,
      shareOfDailyVolume: 0.01,
    });
    expect(expectedCost({ ...request, quantity: 40_000 }).impactUsd).toBe("10666.67");
  });

  it("leaves out the impact where the volume is not known", () => {
    const cost = expectedCost({
      quantity: 10,
      quote,
      crossing: 0.5,
      averageDailyVolume: null,
      dailyVolatility: null,
    });
    expect(cost).toMatchObject({ spreadUsd: "0.25", impactUsd: "0", shareOfDailyVolume: null });
  });
});
