/** Kinds of orders as the book stores them. */
export const MARKET = 0;
export const AUCTION = 1;
export const LIMIT = 2;
export const STOP = 3;
export const STOP_LIMIT = 4;
export const TRAILING = 5;

/**
 * Price at which a limit order trades within a bar, before costs: the open when that is already better, otherwise the
 * limit once the bar reaches it, or goes beyond it where `penetrate` asks for that. NaN: not in this bar.
 *
 * @param side 1 buys, -1 sells
 */
export function limitFill(
  side: number,
  limit: number,
  open: number,
  high: number,
  low: number,
  penetrate: boolean,
): number {
  if (side > 0) {
    if (open < limit || (open === limit && !penetrate)) return open;
    return low < limit || (low === limit && !penetrate) ? limit : Number.NaN;
  }
  if (open > limit || (open === limit && !penetrate)) return open;
  return high > limit || (high === limit && !penetrate) ? limit : Number.NaN;
}

/** Price at which a stop trades within a bar, before costs: the open when it gaps beyond, otherwise the stop. NaN: not reached. */
export function stopFill(side: number, stop: number, open: number, high: number, low: number): number {
  if (side > 0) {
    if (open >= stop) return open;
    return high >= stop ? stop : Number.NaN;
  }
  if (open <= stop) return open;
  return low <= stop ? stop : Number.NaN;
}
