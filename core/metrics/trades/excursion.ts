import type { RoundTrip } from "./round-trip.ts";

/** How far a price went against and for a trade while it was held, as fractions of the entry price. */
export interface Excursion {
  /** Worst open loss, 0 or below. */
  adverse: number;
  /** Best open gain, 0 or above. */
  favourable: number;
}

/**
 * Maximum adverse and favourable excursion of a trade (MAE and MFE), before costs.
 *
 * The whole range of the entry bar counts, since it is entered at that bar's open; of the exit bar only the exit
 * price, since the rest of the bar came after. A trade that is still open is followed to the last bar.
 *
 * @param high highest price of each bar of the series
 * @param low lowest price of each bar
 * @source J. Sweeney, "Maximum Adverse Excursion", 1996
 */
export function excursion(
  { direction, entryBar, entryPrice, exit }: RoundTrip,
  high: Float64Array,
  low: Float64Array,
): Excursion {
  let highest = Math.max(entryPrice, exit?.price ?? entryPrice);
  let lowest = Math.min(entryPrice, exit?.price ?? entryPrice);
  for (let bar = entryBar; bar < (exit?.bar ?? high.length); bar++) {
    highest = Math.max(highest, high[bar] as number);
    lowest = Math.min(lowest, low[bar] as number);
  }
  const up = highest / entryPrice - 1;
  const down = lowest / entryPrice - 1;
  return direction === 1 ? { adverse: down, favourable: up } : { adverse: 0 - up, favourable: 0 - down };
}
