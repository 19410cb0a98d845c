/**
 * Share of closed trades that made money after costs, 0 to 1.
 *
 * @returns null before the first closed trade: an open one has neither won nor lost
 */
export function winRate(wins: number, closedTrades: number): number | null {
  return closedTrades > 0 ? wins / closedTrades : null;
}
