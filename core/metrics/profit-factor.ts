/**
 * Money made by winning trades over money lost by losing ones, closed trades only, after costs.
 *
 * @param grossProfit USD, ≥ 0
 * @param grossLoss USD, ≥ 0
 * @returns null when no closed trade lost
 */
export function profitFactor(grossProfit: number, grossLoss: number): number | null {
  return grossLoss > 0 ? grossProfit / grossLoss : null;
}
