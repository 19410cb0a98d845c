/**
 * Annual return over maximum drawdown, both over the whole span.
 *
 * @returns null when the curve never fell
 */
export function calmarRatio(annualReturn: number, maxDrawdown: number): number | null {
  return maxDrawdown > 0 ? annualReturn / maxDrawdown : null;
}
