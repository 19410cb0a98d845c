import { normalQuantile } from "./normal-distribution.ts";

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * The Sharpe ratio that the best of many worthless trials shows by chance.
 *
 * @param trialCount independent trials, ≥ 1
 * @param deviation spread of the trials' Sharpe ratios; the result has its unit (annual in, annual out)
 * @returns 0 for a single trial
 * @source D. Bailey & M. López de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio Management 40(5), 2014
 */
export function expectedMaxSharpe(trialCount: number, deviation: number): number {
  if (trialCount < 2) return 0;
  const usual = normalQuantile(1 - 1 / trialCount);
  const rare = normalQuantile(1 - 1 / (trialCount * Math.E));
  return deviation * ((1 - EULER_MASCHERONI) * usual + EULER_MASCHERONI * rare);
}
