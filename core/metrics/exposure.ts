/** Share of bars with a position at their close, 0 to 1. */
export function exposure(heldBars: number, barCount: number): number {
  return barCount > 0 ? heldBars / barCount : 0;
}
