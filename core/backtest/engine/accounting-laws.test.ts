import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TradingCosts } from "#core/model";
import { alignMarket, type Market } from "./market.ts";
import { type Simulation, type SimulationSettings, simulate } from "./simulate.ts";
import { randomSeries } from "./testing/a-market.ts";
import { RandomTrader } from "./testing/random-trader.ts";

const share = (max: number) => fc.double({ min: 0, max, noNaN: true });
const tradingCosts: fc.Arbitrary<TradingCosts> = fc.record(
  {
    commissionBps: share(50),
    slippageBps: share(50),
    commissionPerShare: share(0.05),
    minimumCommission: share(10),
    commissionTiers: fc.constant([
      { fromNotional: 0, bps: 8 },
      { fromNotional: 2_000, bps: 3 },
    ]),
    spreadBps: share(40),
    impactCoefficient: share(1),
  },
  { requiredKeys: ["commissionBps", "slippageBps"] },
);
const rates = fc.record({ borrowPerYear: share(0.5), marginPerYear: share(0.5), cashPerYear: share(0.3) });
const settings = fc.record({
  initialCash: fc.constantFrom(1_000, 20_000),
  costs: tradingCosts,
  limitFill: fc.constantFrom("touch" as const, "penetration" as const),
  volumeShare: fc.constantFrom(0.02, 0.2, 1),
  fractional: fc.boolean(),
  maxLeverage: fc.constantFrom(1, 2, 4),
  maintenanceMargin: fc.constantFrom(0, 0.25),
});
const world = fc.record({
  key: fc.integer({ min: 1, max: 1_000_000 }).map(String),
  bars: fc.integer({ min: 2, max: 90 }),
  swing: fc.double({ min: 0.002, max: 0.08, noNaN: true }),
  instruments: fc.integer({ min: 1, max: 3 }),
  settings,
});
type World = { key: string; bars: number; swing: number; instruments: number };

const marketOf = ({ key, bars, swing, instruments }: World): Market =>
  alignMarket(
    ["AAA", "BBB", "CCC"].slice(0, instruments).map((symbol) => randomSeries(key, symbol, bars, swing)),
  );

const run = (given: World & { settings: SimulationSettings }, market = marketOf(given)): Simulation =>
  simulate(market, new RandomTrader(given.key), given.settings);

/** Largest |a − b| over columns. */
const apart = (one: Float64Array, other: Float64Array): number =>
  one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] as number))), 0);

/** The account's value at each close, worked out from the list of fills alone. */
function equityFromFills(market: Market, { fills }: Simulation, initialCash: number): Float64Array {
  const units = market.listings.map(() => 0);
  const marks = market.listings.map(() => 0);
  let cash = initialCash;
  let next = 0;
  return market.times.map((_, bar) => {
    for (; next < fills.length && fills.bar.at(next) === bar; next++) {
      const k = fills.instrument.at(next);
      const signed = fills.side.at(next) * fills.units.at(next);
      units[k] = (units[k] as number) + signed;
      cash -= signed * fills.paid.at(next) + fills.commission.at(next);
    }
    market.rows.forEach((rows, k) => {
      const row = rows[bar] as number;
      if (row >= 0) marks[k] = market.listings[k]?.series.close[row] as number;
    });
    return units.reduce((sum, held, k) => sum + held * (marks[k] as number), cash);
  });
}

describe("the books of a replay", () => {
  it("hold cash and positions to the cent at every bar, worked out again from the fills", () => {
    let fills = 0;
    fc.assert(
      fc.property(world, (given) => {
        const market = marketOf(given);
        const result = run(given, market);
        fills += result.fills.length;
        fc.pre(result.ruinedAt < 0);
        const again = equityFromFills(market, result, given.settings.initialCash);
        expect(apart(result.equity, again)).toBeLessThan(0.005);
      }),
      { numRuns: 80, seed: 11 },
    );
    expect(fills).toBeGreaterThan(1_000);
  });

  it("explain the change of equity by trades, dividends, interest and fees", () => {
    fc.assert(
      fc.property(world, rates, (given, yearly) => {
        const market = marketOf(given);
        const costs = { ...given.settings.costs, ...yearly };
        const result = run({ ...given, settings: { ...given.settings, costs } }, market);
        const { trades } = result;
        let profit = 0;
        const marks = market.listings.map(({ series }) => series.close.at(-1) as number);
        for (let row = 0; row < trades.length; row++) {
          const open = trades.quantity.at(row) - trades.exited.at(row);
          const mark = result.ruinedAt < 0 ? (marks[trades.instrument.at(row)] as number) : 0;
          profit += trades.flow.at(row) + trades.side.at(row) * open * mark;
        }
        const explained =
          profit + result.interest - result.costs.borrow - result.costs.financing + result.writtenOff;
        expect((result.equity.at(-1) as number) - given.settings.initialCash).toBeCloseTo(explained, 2);
      }),
      { numRuns: 80, seed: 12 },
    );
  });

  it("show no fill outside its bar, before its decision, beyond its order, its limit or the volume", () => {
    fc.assert(
      fc.property(world, (given) => {
        const market = marketOf(given);
        const { fills, orders } = run(given, market);
        const taken = new Map<string, number>();
        const faults: string[] = [];
        for (let at = 0; at < fills.length; at++) {
          const k = fills.instrument.at(at);
          const bar = fills.bar.at(at);
          const order = fills.order.at(at);
          const row = market.rows[k]?.[bar] ?? -1;
          const series = market.listings[k]?.series;
          if (!series || row < 0) throw new Error("a fill without a bar");
          const price = fills.price.at(at);
          if (price > (series.high[row] as number) || price < (series.low[row] as number))
            faults.push("outside its bar");
          if (bar <= orders.placedAt.at(order)) faults.push("before its decision");
          const limit = orders.limit.at(order);
          if (fills.side.at(at) * (fills.paid.at(at) - limit) > 1e-9) faults.push("worse than its limit");
          if (fills.side.at(at) * (fills.paid.at(at) - price) < -1e-9) faults.push("better than the market");
          const units = (taken.get(`${k}/${row}`) ?? 0) + fills.units.at(at);
          taken.set(`${k}/${row}`, units);
          if (units > given.settings.volumeShare * (series.volume[row] as number) + 1e-6)
            faults.push("beyond the volume");
          if (!given.settings.fractional && !Number.isInteger(fills.units.at(at)))
            faults.push("parts of a unit");
          if (orders.filled.at(order) > orders.wanted.at(order) + 1e-6) faults.push("more than its order");
          if (fills.commission.at(at) < 0) faults.push("a commission below zero");
        }
        expect(faults).toEqual([]);
      }),
      { numRuns: 100, seed: 13 },
    );
  });

  it("never charge less than nothing, and charge what the fills say", () => {
    fc.assert(
      fc.property(world, rates, (given, yearly) => {
        const result = run({
          ...given,
          settings: { ...given.settings, costs: { ...given.settings.costs, ...yearly } },
        });
        for (const cost of Object.values(result.costs)) expect(cost).toBeGreaterThanOrEqual(0);
        fc.pre(result.ruinedAt < 0);
        const { fills, costs } = result;
        let commission = 0;
        let moved = 0;
        for (let at = 0; at < fills.length; at++) {
          commission += fills.commission.at(at);
          moved += fills.units.at(at) * Math.abs(fills.paid.at(at) - fills.price.at(at));
        }
        expect(costs.commission).toBeCloseTo(commission, 6);
        expect(costs.slippage + costs.spread + costs.impact).toBeCloseTo(moved, 6);
      }),
      { numRuns: 50, seed: 14 },
    );
  });

  it("come out the same to the bit when run again", () => {
    fc.assert(
      fc.property(world, (given) => {
        const [one, other] = [run(given), run(given)];
        expect(other.equity).toEqual(one.equity);
        expect(other.fills.paid.written()).toEqual(one.fills.paid.written());
      }),
      { numRuns: 20, seed: 15 },
    );
  });
});
