import type { Excursion } from "./excursion.ts";

/** One position from entry to exit, by bars of the series it was held on. */
export interface RoundTrip {
  /** 1 long, −1 short. */
  direction: 1 | -1;
  /** Units, > 0. */
  quantity: number;
  entryBar: number;
  entryPrice: number;
  /** Null while the position is held at the end of the series. */
  exit: { bar: number; price: number } | null;
  /** USD after costs; marked at the last close while held. */
  profit: number;
  /** How far the price went against and for it; left out where nobody looked. */
  excursion?: Excursion;
}

/** Profits of the trades that ended, in the order they did, USD after costs: what is still open has not won or lost. */
export function closedProfits(trades: readonly RoundTrip[]): Float64Array {
  const closed = trades.flatMap(({ exit, profit }) => (exit ? [{ bar: exit.bar, profit }] : []));
  return Float64Array.from(
    closed.sort((a, b) => a.bar - b.bar),
    ({ profit }) => profit,
  );
}
