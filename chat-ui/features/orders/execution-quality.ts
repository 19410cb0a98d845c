import type { Bar, Order } from "#core/model";

/** How far a price was from another, against the one who traded: above 0 it cost, below 0 it saved. */
export interface Slippage {
  bps: number;
  usd: number;
}

/** Of the average fill against a price, on what was filled; null until something is. */
export function slippage(order: Order, against: number | null): Slippage | null {
  const { averageFillPrice, filledQuantity, terms } = order;
  if (averageFillPrice === null || against === null || !(against > 0)) return null;
  const paidMore = (Number(averageFillPrice) - against) * (terms.side === "buy" ? 1 : -1);
  return { bps: (paidMore / against) * 10_000, usd: paidMore * Number(filledQuantity) };
}

/** The market's average price over some bars, each at its middle, weighed by volume; null without any trade. */
export function barsVwap(bars: readonly Bar[]): number | null {
  const volume = bars.reduce((sum, bar) => sum + bar.volume, 0);
  if (!(volume > 0)) return null;
  return bars.reduce((sum, bar) => sum + ((bar.high + bar.low + bar.close) / 3) * bar.volume, 0) / volume;
}
