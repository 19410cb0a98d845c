import { type BarRange, equalRanges, rangesOutside } from "./bar-range.ts";
import { checkCounts, tooShort } from "./check-split.ts";

export interface Purging {
  /** Bars of training left out on both sides of a test: as far as a feature looks back or a label ahead. */
  purgeBars: number;
  /** Bars of training left out after a test on top: as long as its news lingers in the prices. */
  embargoBars: number;
}

/** One fold: tried on one stretch, learnt on all others that touch nothing of it. */
export interface PurgedFold {
  test: BarRange;
  train: BarRange[];
}

/**
 * K folds over a history, each bar tried exactly once.
 *
 * @throws InvalidInputError when a fold would be left without bars to learn on, or a number makes no sense
 * @source M. López de Prado, "Advances in Financial Machine Learning", 2018, ch. 7
 */
export function purgedFolds(bars: number, folds: number, purging: Purging): PurgedFold[] {
  checkPurging(bars, folds, purging);
  return equalRanges(bars, folds).map((test) => ({ test, train: trainOutside(bars, [test], purging) }));
}

/** What may be learnt from when these stretches are tried. */
export function trainOutside(bars: number, tests: readonly BarRange[], purging: Purging): BarRange[] {
  const { purgeBars, embargoBars } = purging;
  const train = rangesOutside(
    bars,
    tests.map(({ from, to }) => ({
      from: Math.max(0, from - purgeBars),
      to: Math.min(bars, to + purgeBars + embargoBars),
    })),
  );
  if (train.length === 0)
    throw tooShort(bars, bars + 1, "Ask for less purge and embargo, more folds, or take a longer history.");
  return train;
}

export function checkPurging(bars: number, folds: number, { purgeBars, embargoBars }: Purging): void {
  checkCounts({
    bars: { value: bars, least: 1 },
    folds: { value: folds, least: 2 },
    purgeBars: { value: purgeBars, least: 0 },
    embargoBars: { value: embargoBars, least: 0 },
  });
  if (bars < 2 * folds) throw tooShort(bars, 2 * folds, "Ask for fewer folds, or take a longer history.");
}
