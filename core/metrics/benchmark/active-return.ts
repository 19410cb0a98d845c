import { annualVolatility } from "../annual-volatility.ts";
import { checkPairs } from "../check-numbers.ts";
import { mean } from "../mean.ts";
import { sampleDeviation } from "../sample-deviation.ts";
import { sharpeRatio } from "../sharpe-ratio.ts";

/** What was earned beyond a benchmark, and how steadily. */
export interface ActiveReturn {
  /** Yearly sample deviation (n − 1) of the differences between returns and benchmark. */
  trackingError: number;
  /** Mean difference over its deviation, annualised as the Sharpe ratio is; null when the difference never varied. */
  informationRatio: number | null;
}

/**
 * @param returns simple bar returns
 * @param benchmark simple returns of the same bars
 * @param periodsPerYear bars a year
 * @throws InvalidInputError for unequal lengths or a return that is no number
 * @source Grinold & Kahn, "Active Portfolio Management", 2nd ed., ch. 5
 */
export function activeReturn(
  returns: Float64Array,
  benchmark: Float64Array,
  periodsPerYear: number,
): ActiveReturn {
  checkPairs(returns, benchmark, "return", "benchmark return");
  const differences = returns.map((value, bar) => value - (benchmark[bar] as number));
  const spread = sampleDeviation(differences);
  // Returns that are the benchmark's differ from them by rounding, of which no ratio may be taken.
  const deviation = spread <= 1e-12 * sampleDeviation(returns) ? 0 : spread;
  return {
    trackingError: annualVolatility(deviation, periodsPerYear),
    informationRatio: sharpeRatio(mean(differences), deviation, periodsPerYear),
  };
}
