import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarSeries } from "#core/market-data";
import { normalOf, randomOf } from "#core/market-data";
import { replay } from "../replay.ts";
import { DirectionTrader } from "./direction-trader.ts";
import { alignMarket } from "./market.ts";
import { simulate } from "./simulate.ts";

/** A random walk with gaps between bars, and directions that stay for a while. */
function aWorld(seed: number, bars: number, swing: number) {
  const random = randomOf(`agreement-${seed}`);
  const column = () => new Float64Array(bars);
  const series: BarSeries = {
    symbol: "AAPL",
    interval: "1d",
    source: "simulated",
    times: column().map((_, bar) => Date.UTC(2020, 0, 1 + bar, 21)),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
  let price = 20 + 100 * random();
  const directions = new Int8Array(bars);
  for (let bar = 0; bar < bars; bar++) {
    const open = price * Math.exp((swing / 2) * normalOf(random));
    price = open * Math.exp(swing * normalOf(random));
    series.open[bar] = open;
    series.close[bar] = price;
    series.high[bar] = Math.max(open, price) * (1 + swing * random());
    series.low[bar] = Math.min(open, price) * (1 - (swing / 2) * random());
    const before = bar > 0 ? (directions[bar - 1] as number) : 0;
    directions[bar] = random() < 0.8 ? before : Math.floor(3 * random()) - 1;
  }
  return { series, directions };
}

const close = (one: number, other: number, scale: number) =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, scale));

describe("the kernel and the engine", () => {
  it("agree trade for trade and bar for bar where both apply", () => {
    const world = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      bars: fc.integer({ min: 2, max: 400 }),
      // Up to 15 % a bar: shorts are ruined, and single units cannot be paid for.
      swing: fc.double({ min: 0.001, max: 0.15, noNaN: true }),
      initialCash: fc.oneof(fc.double({ min: 50, max: 1_000, noNaN: true }), fc.constant(100_000)),
      commissionBps: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 50, noNaN: true })),
      slippageBps: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 50, noNaN: true })),
    });
    let ruined = 0;
    let trades = 0;
    fc.assert(
      fc.property(world, ({ seed, bars, swing, initialCash, commissionBps, slippageBps }) => {
        const { series, directions } = aWorld(seed, bars, swing);
        const costs = { commissionBps, slippageBps };
        const kernel = replay(series, directions, initialCash, costs);
        const engine = simulate(alignMarket([series]), new DirectionTrader([directions]), {
          initialCash,
          costs,
        });
        expect(engine.equity).toHaveLength(kernel.equity.length);
        const apart = kernel.equity.map(
          (value, bar) => Math.abs(value - (engine.equity[bar] as number)) / Math.max(1, value),
        );
        expect(Math.max(...apart)).toBeLessThanOrEqual(1e-9);
        const book = engine.trades;
        expect(book).toHaveLength(kernel.trades.length);
        for (const [row, trade] of kernel.trades.entries()) {
          expect(book.entryBar.at(row)).toBe(trade.entryBar);
          expect(book.exitBar.at(row)).toBe(trade.exit?.bar ?? -1);
          expect(book.side.at(row) * book.quantity.at(row)).toBe(trade.quantity);
          close(book.entryValue.at(row) / book.quantity.at(row), trade.entryPrice, trade.entryPrice);
          if (trade.exit)
            close(book.exitValue.at(row) / book.exited.at(row), trade.exit.price, trade.exit.price);
          if (trade.exit) close(book.flow.at(row), trade.profit, trade.stake);
        }
        trades += kernel.trades.length;
        if (engine.ruinedAt >= 0) ruined++;
        const { commission, slippage } = engine.costs;
        close(commission + slippage, kernel.metrics.totalCosts, initialCash);
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(ruined).toBeGreaterThan(3);
    expect(trades).toBeGreaterThan(1_000);
  });
});
