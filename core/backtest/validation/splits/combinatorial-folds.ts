import { InvalidInputError } from "#core/model";
import { type BarRange, equalRanges } from "./bar-range.ts";
import { checkCounts } from "./check-split.ts";
import { checkPurging, type Purging, trainOutside } from "./purged-folds.ts";

/** One of the ways to choose the groups that are tried. */
export interface CombinatorialSplit {
  train: BarRange[];
  /** The groups tried, and the path through history that each of them belongs to. */
  tests: { group: number; range: BarRange; path: number }[];
}

/** All the ways, and the whole histories their tests make. */
export interface CombinatorialFolds {
  splits: CombinatorialSplit[];
  /** Every path visits each group once, so each is one out-of-sample history of all bars. */
  paths: number;
}

/** More splits than this take longer than they tell. */
const MAX_SPLITS = 5000;

/**
 * Combinatorial purged cross-validation: every choice of `testGroups` out of `groups` is tried once, so each bar is
 * tried C(groups − 1, testGroups − 1) times, once in every path.
 *
 * @throws InvalidInputError for too many choices, or a split that leaves nothing to learn on
 * @source M. López de Prado, "Advances in Financial Machine Learning", 2018, ch. 12
 */
export function combinatorialFolds(
  bars: number,
  { groups, testGroups }: { groups: number; testGroups: number },
  purging: Purging,
): CombinatorialFolds {
  checkPurging(bars, groups, purging);
  checkCounts({ testGroups: { value: testGroups, least: 1 } });
  const splits = choose(groups, testGroups);
  if (testGroups >= groups || splits > MAX_SPLITS)
    throw new InvalidInputError({
      what: `${testGroups} of ${groups} groups can be chosen in ${splits.toLocaleString("en-US")} ways.`,
      why: `Some group must be left to learn on, and at most ${MAX_SPLITS.toLocaleString("en-US")} ways are tried.`,
      fix: "Try 2 of 10 groups: 45 ways, 9 paths.",
    });
  const ranges = equalRanges(bars, groups);
  const visits = new Array<number>(groups).fill(0);
  return {
    paths: choose(groups - 1, testGroups - 1),
    splits: combinations(groups, testGroups).map((chosen) => {
      const tests = chosen.map((group) => {
        const path = visits[group] ?? 0;
        visits[group] = path + 1;
        return { group, range: ranges[group] as BarRange, path };
      });
      return {
        tests,
        train: trainOutside(
          bars,
          tests.map(({ range }) => range),
          purging,
        ),
      };
    }),
  };
}

/** Ways to choose k of n. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let step = 1; step <= k; step++) ways = (ways * (n - k + step)) / step;
  return Math.round(ways);
}

/** All choices of k of the first n numbers, in lexical order. */
function combinations(n: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= n - k; first++)
    for (const rest of combinations(n, k - 1, first + 1)) found.push([first, ...rest]);
  return found;
}
