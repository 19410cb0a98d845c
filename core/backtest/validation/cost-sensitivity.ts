import type { CostSensitivity, PerformanceMetrics, TradingCosts } from "#core/model";

/** Multiples of the assumed costs that are tried. */
export const COST_MULTIPLES = [0, 0.5, 1, 1.5, 2, 3, 5, 10] as const;

/**
 * The result at multiples of the assumed costs, and the multiple at which nothing is left: on the straight line between
 * the two steps around it.
 *
 * @param evaluate the same backtest under other costs
 * @param multiples ascending, ≥ 0
 */
export function costSensitivity(
  costs: TradingCosts,
  evaluate: (costs: TradingCosts) => PerformanceMetrics,
  multiples: readonly number[] = COST_MULTIPLES,
): CostSensitivity {
  const steps = multiples.map((multiple) => ({ multiple, metrics: evaluate(scaledCosts(costs, multiple)) }));
  return { steps, breakEvenMultiple: breakEven(steps) };
}

/** Costs times a factor. What is earned on idle cash is no cost and stays. */
export function scaledCosts(costs: TradingCosts, multiple: number): TradingCosts {
  const { commissionTiers, cashPerYear, ...rates } = costs;
  const scaled: TradingCosts = {
    ...costs,
    ...Object.fromEntries(
      Object.entries(rates).flatMap(([name, rate]) => (rate === undefined ? [] : [[name, rate * multiple]])),
    ),
  };
  if (commissionTiers)
    scaled.commissionTiers = commissionTiers.map((tier) => ({ ...tier, bps: tier.bps * multiple }));
  return scaled;
}

function breakEven(steps: CostSensitivity["steps"]): number | null {
  for (const [index, { multiple, metrics }] of steps.entries()) {
    if (metrics.totalReturn > 0) continue;
    const before = steps[index - 1];
    if (!before) return multiple;
    const { totalReturn } = before.metrics;
    return (
      before.multiple + ((multiple - before.multiple) * totalReturn) / (totalReturn - metrics.totalReturn)
    );
  }
  return null;
}
