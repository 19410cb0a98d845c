import type { BarSeries } from "#core/market-data";
import { metricsFromTallies } from "#core/metrics";
import type { PerformanceMetrics, Signal, StrategyKind, TradingCosts } from "#core/model";
import { ruleOf } from "#core/strategy";
import { type Axis, placesOf } from "./grid.ts";
import { Kernel } from "./kernel/index.ts";

/** What every thread of a sweep needs to know once. */
export interface SweepJob {
  strategy: StrategyKind;
  axes: readonly Axis[];
  series: BarSeries;
  /** In the order they became known. */
  signals: readonly Signal[];
  initialCash: number;
  costs: TradingCosts;
}

/** Best trials that are kept of a sweep. */
export const KEPT_TRIALS = 10;
/** Numbers that a stretch leaves: trials, Sharpe ratios among them, their mean, their squares about it, the best. */
export const SUMMARY_LENGTH = 4 + 2 * KEPT_TRIALS;
const EMPTY = -1;

/** A stretch of the grid, summed up in shared memory; a million trials leave no more than ten. */
export class StretchSummary {
  readonly #numbers: Float64Array;

  /** @param numbers as long as `SUMMARY_LENGTH` */
  constructor(numbers: Float64Array) {
    this.#numbers = numbers;
  }

  clear(): void {
    this.#numbers.fill(0);
    for (let rank = 0; rank < KEPT_TRIALS; rank++) this.#numbers[4 + 2 * rank] = EMPTY;
  }

  get trialCount(): number {
    return this.#numbers[0] as number;
  }

  /** Moments of the Sharpe ratios that exist. */
  get moments(): Moments {
    const [, count = 0, mean = 0, squares = 0] = this.#numbers;
    return { count, mean, squares };
  }

  /** Best first; of equal ones, the earlier in the grid. */
  best(): RankedTrial[] {
    const found: RankedTrial[] = [];
    for (let at = 4; at < SUMMARY_LENGTH && this.#numbers[at] !== EMPTY; at += 2)
      found.push({ place: this.#numbers[at] as number, sharpe: this.#numbers[at + 1] as number });
    return found;
  }

  /** Takes in a trial; places come in ascending order. */
  add(place: number, sharpe: number): void {
    const numbers = this.#numbers;
    numbers[0] = this.trialCount + 1;
    if (Number.isFinite(sharpe)) {
      const count = (numbers[1] as number) + 1;
      const away = sharpe - (numbers[2] as number);
      numbers[1] = count;
      numbers[2] = (numbers[2] as number) + away / count;
      numbers[3] = (numbers[3] as number) + away * (sharpe - (numbers[2] as number));
    }
    let rank = KEPT_TRIALS;
    while (rank > 0 && this.#isBeaten(rank - 1, sharpe)) rank--;
    if (rank === KEPT_TRIALS) return;
    numbers.copyWithin(6 + 2 * rank, 4 + 2 * rank, SUMMARY_LENGTH - 2);
    numbers[4 + 2 * rank] = place;
    numbers[5 + 2 * rank] = sharpe;
  }

  #isBeaten(rank: number, sharpe: number): boolean {
    const at = 4 + 2 * rank;
    return this.#numbers[at] === EMPTY || sharpe > (this.#numbers[at + 1] as number);
  }
}

export interface RankedTrial {
  /** In the grid. */
  place: number;
  /** Annual; minus infinity where there is none. */
  sharpe: number;
}

/** Count, mean and sum of squares about the mean. */
export interface Moments {
  count: number;
  mean: number;
  squares: number;
}

/** @source T. Chan, G. Golub & R. LeVeque, "Updating Formulae and a Pairwise Algorithm for Sample Variances", 1979 */
export function joinMoments(one: Moments, other: Moments): Moments {
  const count = one.count + other.count;
  if (count === 0) return one;
  const away = other.mean - one.mean;
  return {
    count,
    mean: one.mean + (away * other.count) / count,
    squares: one.squares + other.squares + (away * away * one.count * other.count) / count,
  };
}

/** The trials of a sweep by their place in its grid; null where that contradicts itself. The kernel takes the series in once. */
export function openTrials(
  job: SweepJob,
  kernel = new Kernel(),
): (place: number) => PerformanceMetrics | null {
  const rule = ruleOf(job.strategy);
  const places = placesOf(job.strategy, job.axes);
  kernel.load(job.series);
  kernel.keepsCurve = false;
  return (place) => {
    if (places.isContradiction(place)) return null;
    const parameters = places.at(place);
    const averages = rule.averages?.(parameters);
    if (averages) kernel.replayKeptAverages(averages, job.initialCash, job.costs);
    else kernel.replay(rule.decide(job, parameters), job.initialCash, job.costs);
    return metricsFromTallies(...kernel.tallies());
  };
}

/** Tries a stretch of the grid and sums it up. */
export function tryStretch(
  tryAt: ReturnType<typeof openTrials>,
  from: number,
  to: number,
  summary: StretchSummary,
): void {
  summary.clear();
  for (let place = from; place < to; place++) {
    const metrics = tryAt(place);
    if (metrics) summary.add(place, metrics.sharpeRatio ?? Number.NEGATIVE_INFINITY);
  }
}
