import type { RoundTrip } from "#core/metrics";
import type { BacktestTrade } from "#core/model";
import type { Market } from "./market.ts";
import type { Simulation } from "./simulate.ts";
import { REASONS } from "./trade-book.ts";

/** What is still held is worth its last close. */
function standing(market: Market, { trades }: Simulation, row: number) {
  const side = trades.side.at(row);
  const entryPrice = trades.entryValue.at(row) / trades.quantity.at(row);
  const left = trades.quantity.at(row) - trades.exited.at(row);
  const isOpen = trades.exitBar.at(row) < 0;
  const { series } = market.listings[trades.instrument.at(row)] ?? {};
  const mark = isOpen ? (series?.close.at(-1) ?? Number.NaN) : 0;
  const up = trades.highest.at(row) / entryPrice - 1;
  const down = trades.lowest.at(row) / entryPrice - 1;
  return {
    side,
    entryPrice,
    exitPrice: isOpen ? null : trades.exitValue.at(row) / trades.exited.at(row),
    profit: trades.flow.at(row) + (isOpen ? side * left * mark : 0),
    adverse: side > 0 ? down : 0 - up,
    favourable: side > 0 ? up : 0 - down,
  };
}

/** Trades as a report shows them, by entry. */
export function toldTrades(market: Market, result: Simulation): BacktestTrade[] {
  const { trades } = result;
  const at = (bar: number) => new Date(market.times[bar] ?? Number.NaN).toISOString();
  return Array.from({ length: trades.length }, (_, row) => {
    const { side, entryPrice, exitPrice, profit, adverse, favourable } = standing(market, result, row);
    const exitBar = trades.exitBar.at(row);
    return {
      enteredAt: at(trades.entryBar.at(row)),
      entryPrice,
      exitedAt: exitBar < 0 ? null : at(exitBar),
      exitPrice,
      quantity: trades.quantity.at(row),
      profit,
      profitFraction: profit / trades.stake.at(row),
      symbol: market.listings[trades.instrument.at(row)]?.series.symbol ?? "",
      side: side > 0 ? ("long" as const) : ("short" as const),
      exitReason: exitBar < 0 ? null : (REASONS[trades.reason.at(row)] ?? null),
      costs: trades.costs.at(row),
      adverseFraction: adverse,
      favourableFraction: favourable,
    };
  });
}

/** The same for the metrics, by bars of the run. */
export function roundTrips(market: Market, result: Simulation): RoundTrip[] {
  const { trades, firstBar } = result;
  return Array.from({ length: trades.length }, (_, row) => {
    const { side, entryPrice, exitPrice, profit, adverse, favourable } = standing(market, result, row);
    return {
      direction: side > 0 ? (1 as const) : (-1 as const),
      quantity: trades.quantity.at(row),
      entryBar: trades.entryBar.at(row) - firstBar,
      entryPrice,
      exit: exitPrice === null ? null : { bar: trades.exitBar.at(row) - firstBar, price: exitPrice },
      profit,
      excursion: { adverse, favourable },
    };
  });
}
