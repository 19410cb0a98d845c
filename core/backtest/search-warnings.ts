import type { PerformanceMetrics, Source } from "#core/model";

/** Fewer round trips than this prove little. */
const FEW_TRADES = 30;

export interface SearchOutcome {
  /** The winner on the bars the search saw. */
  best: PerformanceMetrics;
  /** The same on those it did not see. */
  unseen: PerformanceMetrics;
  /** Annual Sharpe ratio the best of this many worthless trials would show. */
  luck: number;
  trialCount: number;
  source: Source;
}

/** What makes a tuned result likely luck, in plain sentences. */
export function searchWarnings({ best, unseen, luck, trialCount, source }: SearchOutcome): string[] {
  const warnings: string[] = [];
  const inSample = best.sharpeRatio ?? 0;
  const outOfSample = unseen.sharpeRatio ?? 0;
  if (inSample <= luck)
    warnings.push(
      `The best Sharpe ratio in sample, ${inSample.toFixed(2)}, is no more than the ${luck.toFixed(2)} that luck alone would give the best of ${trialCount} trials.`,
    );
  if (outOfSample < inSample / 2)
    warnings.push(
      `On bars the search did not see, the Sharpe ratio fell from ${inSample.toFixed(2)} to ${outOfSample.toFixed(2)}: the tuned result is likely luck.`,
    );
  if (unseen.totalReturn < 0) warnings.push("It lost money on the bars the search did not see.");
  if (best.tradeCount < FEW_TRADES)
    warnings.push(
      `The winner made only ${best.tradeCount} trades in sample: too few to tell skill from luck.`,
    );
  if (source === "simulated")
    warnings.push("The prices are simulated; nothing here tells about a real market.");
  return warnings;
}
