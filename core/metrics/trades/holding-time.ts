import type { RoundTrip } from "./round-trip.ts";

/**
 * Bars a closed trade was held on average, from the open it was entered at to the open it was left at.
 *
 * @returns null before the first closed trade: nobody knows yet how long an open one will be held
 */
export function meanHoldingBars(trades: readonly RoundTrip[]): number | null {
  const held = trades.flatMap(({ entryBar, exit }) => (exit ? [exit.bar - entryBar] : []));
  return held.length > 0 ? held.reduce((sum, bars) => sum + bars, 0) / held.length : null;
}
