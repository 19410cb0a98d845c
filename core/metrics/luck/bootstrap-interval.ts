import { InvalidInputError } from "#core/model";
import { checkNumbers } from "../check-numbers.ts";
import { quantile } from "../distribution/index.ts";
import { type Resample, stationaryBootstrap } from "./block-bootstrap.ts";
import { usualBlockLength } from "./stretches.ts";

export interface BootstrapOptions {
  /** Share of the draws inside the interval, above 0 and below 1. */
  confidence: number;
  /** Histories drawn, 100 to 100,000. */
  draws: number;
  /** Uniform in [0, 1), seeded. */
  random: () => number;
  /** Mean stretch in bars; the cube root of the history when left out. */
  blockLength?: number;
  /** The stationary bootstrap when left out. */
  resample?: Resample;
}

/** A figure, and where it lies in most of the histories that could as well have happened. */
export interface BootstrapInterval {
  estimate: number;
  low: number;
  high: number;
}

/**
 * Percentile interval of any figure of a return series.
 *
 * @param statistic the figure; null where a history has none, and such draws are left out
 * @returns null when the series itself has no such figure
 * @throws InvalidInputError for options that make no interval, or a value that is no number
 * @source B. Efron & R. Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 13
 */
export function bootstrapInterval(
  values: Float64Array,
  statistic: (values: Float64Array) => number | null,
  options: BootstrapOptions,
): BootstrapInterval | null {
  const { random, resample = stationaryBootstrap, blockLength = usualBlockLength(values.length) } = options;
  checkNumbers(values, "value");
  return intervalOf(statistic(values), blockLength, options, () =>
    statistic(resample(values, blockLength, random)),
  );
}

/**
 * The interval of a figure from a way to draw it anew.
 *
 * @param estimate the figure of the series itself; no interval is told of what is not there
 */
export function intervalOf(
  estimate: number | null,
  blockLength: number,
  { confidence, draws }: Pick<BootstrapOptions, "confidence" | "draws">,
  draw: () => number | null,
): BootstrapInterval | null {
  if (!(confidence > 0 && confidence < 1 && draws >= 100 && draws <= 100_000 && blockLength >= 1))
    throw new InvalidInputError({
      what: `No interval of ${confidence} can be read off ${draws} draws of ${blockLength} bars.`,
      why: "The confidence lies between 0 and 1, the draws between 100 and 100,000, a stretch has a bar or more.",
      fix: "Ask for 0.95 from 1,000 draws.",
    });
  if (estimate === null) return null;
  const drawn = Array.from({ length: draws }, draw);
  const sorted = Float64Array.from(drawn.filter((figure) => figure !== null)).sort();
  if (sorted.length === 0) return null;
  return {
    estimate,
    low: quantile(sorted, (1 - confidence) / 2),
    high: quantile(sorted, (1 + confidence) / 2),
  };
}
