import { describe, expect, it } from "vitest";
import { alignMarket } from "./market.ts";
import { simulate } from "./simulate.ts";
import { type BarRow, seriesOf } from "./testing/a-market.ts";
import { FREE, runScript, type Scripted, toldFills } from "./testing/script-trader.ts";

const QUIET: BarRow = [100, 101, 99, 100];
const bought: Scripted = [0, { side: 1, units: 10, kind: "market" }];
const shorted: Scripted = [0, { side: -1, units: 10, kind: "market" }];

describe("what trading costs", () => {
  it("moves the price by slippage and half the spread, and takes commission on top", () => {
    // 100 × (1 + 0.0010 + 0.0020) = 100.30; 1,003 × 0.0005 = 0.5015
    const { costs, cash } = runScript([QUIET, QUIET], [bought], {
      costs: { commissionBps: 5, slippageBps: 10, spreadBps: 40 },
    });
    expect(costs.slippage).toBeCloseTo(1, 10);
    expect(costs.spread).toBeCloseTo(2, 10);
    expect(costs.commission).toBeCloseTo(0.5015, 10);
    expect(cash[1]).toBeCloseTo(10_000 - 1_003 - 0.5015, 10);
  });

  it("charges a minimum once for an order, however many bars fill it", () => {
    const bars: BarRow[] = [QUIET, [100, 101, 99, 100, 60], [100, 101, 99, 100, 60]];
    const { costs, fills } = runScript(bars, [bought], {
      costs: { ...FREE, commissionPerShare: 0.01, minimumCommission: 1 },
      volumeShare: 0.1,
    });
    expect(fills.length).toBe(2);
    expect(costs.commission).toBeCloseTo(1, 12);
  });

  it("charges by the tier the whole order falls in", () => {
    const tiers = [
      { fromNotional: 0, bps: 20 },
      { fromNotional: 1_000, bps: 10 },
    ];
    const of = (units: number) =>
      runScript([QUIET, QUIET], [[0, { side: 1, units, kind: "market" }]], {
        costs: { ...FREE, commissionTiers: tiers },
      }).costs.commission;
    expect(of(9)).toBeCloseTo(900 * 0.002, 12);
    expect(of(10)).toBeCloseTo(1_000 * 0.001, 12);
  });

  it("moves the price by the square root of its share in the bar's volume", () => {
    // Closes 100, 101, 99.99: returns 1 % and −1 %, deviation 1.414 % a day; a quarter of the volume at coefficient 1
    // costs half of that: 100 × 0.00707 on each of 10 units.
    const series = seriesOf([QUIET, [100, 101, 99, 101], [101, 102, 99, 99.99], [100, 101, 99, 100, 40]]);
    const trader = {
      onClose: (bar: number, desk: { place(draft: object): number }) =>
        void (bar === 2 && desk.place({ instrument: 0, side: 1, units: 10, kind: "market" })),
    };
    const { costs } = simulate(alignMarket([series]), trader, {
      initialCash: 10_000,
      costs: { ...FREE, impactCoefficient: 1 },
    });
    const perDay = Math.sqrt(365.2425 / 252);
    expect(costs.impact).toBeCloseTo(10 * 100 * 0.5 * 0.02 * Math.SQRT1_2 * perDay, 9);
  });

  it("buys with all cash only what fees leave", () => {
    // 10,000 / (100 × 1.01) = 99.0099; the tenth part of a percent is kept where parts of units are allowed
    const all: Scripted = [0, { side: 1, weight: 1, kind: "market" }];
    const costs = { commissionBps: 100, slippageBps: 0 };
    expect(toldFills(runScript([QUIET, QUIET], [all], { costs }))).toEqual(["1: +99 at 100"]);
    const { cash } = runScript([QUIET, QUIET], [all], { costs, fractional: true });
    expect(cash[1]).toBeCloseTo(0, 8);
    const minimum = { ...FREE, minimumCommission: 101 };
    expect(toldFills(runScript([QUIET, QUIET], [all], { costs: minimum }))).toEqual(["1: +98 at 100"]);
  });
});

describe("what holding costs and earns", () => {
  it("charges borrowing by the day on the value of shorts", () => {
    // 1,000 USD short over two days at 36.5 % a year: 1 USD a day
    const { costs, equity } = runScript([QUIET, QUIET, QUIET, QUIET], [shorted], {
      costs: { ...FREE, borrowPerYear: 0.365 },
    });
    expect(costs.borrow).toBeCloseTo(2, 10);
    expect(equity.at(-1)).toBeCloseTo(9_998, 10);
  });

  it("charges margin on what the longs take beyond the equity", () => {
    // 15,000 USD of longs on 10,000: 5,000 borrowed for a day at 36.5 % a year, and 5,005 for another
    const { costs } = runScript(
      [QUIET, QUIET, QUIET, QUIET],
      [[0, { side: 1, units: 150, kind: "market" }]],
      {
        costs: { ...FREE, marginPerYear: 0.365 },
        maxLeverage: 2,
      },
    );
    expect(costs.financing).toBeCloseTo(5 + 5.005, 10);
  });

  it("pays interest on idle cash, not on the proceeds of shorts", () => {
    // 10,000 USD for one day, then 9,998 and so on: 36.5 % a year is 0.1 % a day
    const idle = runScript([QUIET, QUIET], [], { costs: { ...FREE, cashPerYear: 0.365 } });
    expect(idle.interest).toBeCloseTo(10, 10);
    const short = runScript([QUIET, QUIET, QUIET], [shorted], { costs: { ...FREE, cashPerYear: 0.365 } });
    expect(short.interest).toBeCloseTo(10 + 10.01, 10);
  });
});

describe("leverage and margin", () => {
  it("cuts an entry to what the account may carry", () => {
    expect(
      toldFills(
        runScript([QUIET, QUIET], [[0, { side: 1, units: 500, kind: "market" }]], { maxLeverage: 2 }),
      ),
    ).toEqual(["1: +200 at 100"]);
  });

  it("closes everything at the next open once equity is too small a part of what is held", () => {
    // 150 units short at 100: cash 25,000. At 133.4 they cost 20,010: equity 4,990, 24.9 %. At 133.3: 25.02 %.
    const short: Scripted = [0, { side: -1, units: 150, kind: "market" }];
    const fall = (close: number) =>
      runScript([QUIET, QUIET, [120, close, 119, close], [135, 136, 134, 135]], [short], {
        maxLeverage: 2,
        maintenanceMargin: 0.25,
      });
    expect(toldFills(fall(133.3))).toEqual(["1: -150 at 100"]);
    const called = fall(133.4);
    expect(toldFills(called)).toEqual(["1: -150 at 100", "3: +150 at 135"]);
    expect(called.marginCalls).toBe(1);
  });

  it("ends the run when nothing is left, and writes off what is owed", () => {
    // 200 units bought at 100 with 10,000 of it borrowed; at 40 they bring 8,000
    const long: Scripted = [0, { side: 1, units: 200, kind: "market" }];
    const result = runScript([QUIET, QUIET, [41, 42, 39, 40], QUIET], [long], { maxLeverage: 2 });
    expect([...result.equity]).toEqual([10_000, 10_000, 0, 0]);
    expect(result.ruinedAt).toBe(2);
    expect(result.writtenOff).toBeCloseTo(2_000, 10);
  });
});

describe("what an issuer does", () => {
  const trader = (script: readonly Scripted[]) => ({
    onClose: (bar: number, desk: { place(draft: object): number }) => {
      for (const [at, draft] of script) if (at === bar) desk.place({ instrument: 0, ...draft });
    },
  });
  const action = { symbol: "AAPL", ratio: null, amount: null };
  const settings = { initialCash: 10_000, costs: FREE };

  it("changes units, working orders and the trade with a split, and no value", () => {
    // The ex-day of 4:1 is 7 January, the third bar.
    const series = seriesOf([QUIET, QUIET, [25, 26, 24, 25], [25, 31, 24, 30]]);
    const market = alignMarket([series], [{ ...action, kind: "split", exOn: "2026-01-07", ratio: 4 }]);
    const target: Scripted = [1, { side: -1, units: 10, kind: "limit", limitPrice: 120 }];
    const result = simulate(market, trader([bought, target]), settings);
    expect(toldFills(result)).toEqual(["1: +10 at 100", "3: -40 at 30"]);
    expect([...result.equity]).toEqual([10_000, 10_000, 10_000, 10_200]);
    expect(result.trades.flow.at(0)).toBeCloseTo(200, 10);
  });

  it("pays a dividend to longs and charges it to shorts, before the open of the ex-day", () => {
    const series = seriesOf([QUIET, QUIET, [98, 99, 97, 98]]);
    const market = alignMarket([series], [{ ...action, kind: "dividend", exOn: "2026-01-07", amount: 2 }]);
    expect(simulate(market, trader([bought]), settings).equity.at(-1)).toBe(10_000);
    const short = simulate(market, trader([shorted]), settings);
    expect(short.equity.at(-1)).toBe(10_000);
    expect(short.dividends).toBe(-20);
  });

  it("pays out the part of a share that a reverse split leaves", () => {
    // 15 old shares become 1.5 new ones: one is held, half of one is paid at 1,000
    const series = seriesOf([QUIET, QUIET, [1_000, 1_010, 990, 1_000]]);
    const market = alignMarket([series], [{ ...action, kind: "split", exOn: "2026-01-07", ratio: 0.1 }]);
    const result = simulate(market, trader([[0, { side: 1, units: 15, kind: "market" }]]), settings);
    expect(result.cash.at(-1)).toBeCloseTo(9_000, 8);
    expect(result.equity.at(-1)).toBeCloseTo(10_000, 8);
  });

  it("closes a delisted position at its last close, or at the value that is given", () => {
    const series = seriesOf([QUIET, QUIET, [90, 91, 89, 90]]);
    const other = seriesOf([QUIET, QUIET, QUIET, QUIET, QUIET], "MSFT");
    const gone = (value?: number) =>
      simulate(
        alignMarket(
          [series, other],
          [],
          [{ symbol: "AAPL", on: "2026-01-08", ...(value === undefined ? {} : { value }) }],
        ),
        trader([bought]),
        settings,
      );
    expect(gone().equity.at(-1)).toBe(9_900);
    expect(gone(0).equity.at(-1)).toBe(9_000);
    expect(gone().trades.exitBar.at(0)).toBe(3);
  });

  it("trades an instrument only when it has a bar, on the clock of all", () => {
    const holiday = seriesOf([QUIET, QUIET, [104, 105, 103, 104]], "AAPL", [0, 1, 3]);
    const other = seriesOf([QUIET, QUIET, QUIET, QUIET], "MSFT");
    const market = alignMarket([holiday, other]);
    const result = simulate(market, trader([[1, { side: 1, units: 10, kind: "market" }]]), settings);
    expect(market.times).toHaveLength(4);
    expect(toldFills(result)).toEqual(["3: +10 at 104"]);
  });
});
