import type { Bar } from "#core/model";

/** Bars that repeat the one before them in every figure. */
export interface StaleRun {
  first: number;
  last: number;
  isTraded: boolean;
}

/** Alike so many times in a row a traded bar is a repeated answer; an untraded one stands still for long before it is told. */
const ALIKE = { traded: 2, untraded: 30 };

/** Runs of bars whose prices and volume do not change from one to the next. */
export function staleRuns(bars: readonly Bar[]): StaleRun[] {
  const runs: StaleRun[] = [];
  let first = 0;
  for (let index = 1; index <= bars.length; index++) {
    const [before, bar] = [bars[index - 1], bars[index]];
    if (before && bar && isAlike(before, bar)) continue;
    const repeats = index - 1 - first;
    const isTraded = (before?.volume ?? 0) > 0;
    if (repeats >= (isTraded ? ALIKE.traded : ALIKE.untraded))
      runs.push({ first, last: index - 1, isTraded });
    first = index;
  }
  return runs;
}

const isAlike = (one: Bar, other: Bar): boolean =>
  one.open === other.open &&
  one.high === other.high &&
  one.low === other.low &&
  one.close === other.close &&
  one.volume === other.volume;
