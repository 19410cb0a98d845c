import { normalOf } from "#core/market-data";
import { normalProbability } from "#core/metrics";
import type { Axis } from "../axis.ts";

/** A density over the levels of one dimension, estimated from some that were seen. */
export interface ParzenEstimator {
  sample(random: () => number): number;
  /** Log density at a level, up to a constant that all estimators of the dimension share. */
  logDensity(level: number): number;
}

/** Finest bandwidth as a share of the range: an estimator that only believes what it saw stops searching. */
const FINEST = 1 / 100;
/** Draws of a kernel that fall outside the range, after which its centre is taken. */
const MAX_DRAWS = 20;

/**
 * A mixture of one kernel per seen level and a flat prior of the weight of one observation.
 *
 * @param levels seen, repeats allowed; may be empty
 * @source Bergstra, Bardenet, Bengio & Kégl, "Algorithms for Hyper-Parameter Optimization", 2011
 */
export function parzenEstimator(axis: Axis, levels: readonly number[]): ParzenEstimator {
  return axis.type === "choice" ? countedChoices(axis, levels) : smoothedLevels(axis, levels);
}

/** Choices have no neighbours, so each is only counted. */
function countedChoices({ count }: Axis, levels: readonly number[]): ParzenEstimator {
  const weights = new Float64Array(count).fill(1 / count);
  for (const level of levels) weights[level] = (weights[level] as number) + 1;
  const total = levels.length + 1;
  return {
    sample: (random) => {
      let left = random() * total;
      for (let level = 0; level < count - 1; level += 1) {
        left -= weights[level] as number;
        if (left < 0) return level;
      }
      return count - 1;
    },
    logDensity: (level) => Math.log((weights[level] as number) / total),
  };
}

/** Normal kernels cut off at the ends of the range, each as wide as the larger gap to its neighbours. */
function smoothedLevels({ count }: Axis, levels: readonly number[]): ParzenEstimator {
  const centres = Float64Array.from(levels, (level) => (level + 0.5) / count).sort();
  const finest = Math.max(FINEST, 1 / (levels.length + 2));
  const widths = centres.map((centre, at) =>
    Math.max(finest, centre - (centres[at - 1] ?? 0), (centres[at + 1] ?? 1) - centre),
  );
  const heights = centres.map((centre, at) => {
    const width = widths[at] as number;
    const inside = normalProbability((1 - centre) / width) - normalProbability(-centre / width);
    return 1 / (inside * width * Math.sqrt(2 * Math.PI));
  });
  return {
    sample: (random) => {
      const kernel = Math.floor(random() * (centres.length + 1));
      const at = kernel === centres.length ? random() : inRange(centres, widths, kernel, random);
      return Math.min(count - 1, Math.floor(at * count));
    },
    logDensity: (level) => {
      const at = (level + 0.5) / count;
      let density = 1;
      for (let kernel = 0; kernel < centres.length; kernel += 1) {
        const distance = (at - (centres[kernel] as number)) / (widths[kernel] as number);
        density += (heights[kernel] as number) * Math.exp((-distance * distance) / 2);
      }
      return Math.log(density / (centres.length + 1));
    },
  };
}

function inRange(centres: Float64Array, widths: Float64Array, kernel: number, random: () => number): number {
  const centre = centres[kernel] as number;
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const at = centre + (widths[kernel] as number) * normalOf(random);
    if (at >= 0 && at < 1) return at;
  }
  return centre;
}
