import { randomOf } from "#core/market-data";
import {
  checkNumbers,
  maxDrawdown,
  mean,
  quantile,
  sampleDeviation,
  sharpeRatio,
  stationaryBootstrap,
  usualBlockLength,
} from "#core/metrics";
import { InvalidInputError, type MonteCarlo } from "#core/model";

export interface MonteCarloOptions {
  /** USD the account begins with. */
  initialCash: number;
  /** Histories drawn, 100 to 100,000. */
  runs: number;
  seed: number;
}

/**
 * What chance could have made of the same trades: as many are drawn, each any number of times and in any order, and
 * compounded one after the other.
 *
 * @param fractions profit of each closed trade as a share of the account when it was entered, after costs
 * @throws InvalidInputError without trades, or for runs out of range
 */
export function monteCarloOfTrades(fractions: Float64Array, options: MonteCarloOptions): MonteCarlo {
  return drawn("trades", fractions, options, 1, null);
}

/**
 * What chance could have made of the same bar returns: drawn in stretches, so that good and bad times stay together.
 *
 * @param returns simple bar returns of the account
 * @param periodsPerYear bars a year
 * @throws InvalidInputError without returns, or for runs out of range
 */
export function monteCarloOfReturns(
  returns: Float64Array,
  periodsPerYear: number,
  options: MonteCarloOptions,
): MonteCarlo {
  return drawn("returns", returns, options, usualBlockLength(returns.length), periodsPerYear);
}

function drawn(
  of: MonteCarlo["of"],
  steps: Float64Array,
  { initialCash, runs, seed }: MonteCarloOptions,
  blockLength: number,
  periodsPerYear: number | null,
): MonteCarlo {
  if (steps.length === 0 || !(runs >= 100 && runs <= 100_000))
    throw new InvalidInputError({
      what: `${runs} runs cannot be drawn from ${steps.length} ${of}.`,
      why: "It takes at least one to draw from, and between 100 and 100,000 runs.",
      fix: steps.length === 0 ? "Test a strategy that trades." : "Ask for 1,000 runs.",
    });
  checkNumbers(steps, of === "trades" ? "profit" : "return");
  const random = randomOf(`monte-carlo|${of}|${seed}`);
  const ends = new Float64Array(runs);
  const falls = new Float64Array(runs);
  const sharpes = new Float64Array(runs);
  const curve = new Float64Array(steps.length + 1);
  curve[0] = initialCash;
  for (let run = 0; run < runs; run++) {
    const path = stationaryBootstrap(steps, blockLength, random);
    // An account is worth nothing at worst: a short can lose more than it held, a broker closes it before.
    for (const [step, gained] of path.entries())
      curve[step + 1] = Math.max(0, (curve[step] as number) * (1 + gained));
    ends[run] = curve[steps.length] as number;
    falls[run] = maxDrawdown(curve);
    if (periodsPerYear !== null)
      sharpes[run] = sharpeRatio(mean(path), sampleDeviation(path), periodsPerYear) ?? 0;
  }
  return {
    of,
    runs,
    seed,
    finalEquity: spreadOf(ends),
    maxDrawdown: spreadOf(falls),
    sharpeRatio: periodsPerYear === null ? null : spreadOf(sharpes),
    lossProbability: ends.filter((end) => end < initialCash).length / runs,
  };
}

function spreadOf(values: Float64Array): MonteCarlo["finalEquity"] {
  const sorted = Float64Array.from(values).sort();
  return { p05: quantile(sorted, 0.05), p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}
