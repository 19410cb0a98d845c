/** A stretch of bars by position: the first, and one past the last. */
export interface BarRange {
  from: number;
  to: number;
}

/** Bars of the whole history that lie in none of the stretches, as stretches. */
export function rangesOutside(bars: number, taken: readonly BarRange[]): BarRange[] {
  const free: BarRange[] = [];
  let next = 0;
  for (const { from, to } of [...taken].sort((a, b) => a.from - b.from)) {
    if (from > next) free.push({ from: next, to: from });
    next = Math.max(next, to);
  }
  if (next < bars) free.push({ from: next, to: bars });
  return free;
}

/** The history in equal stretches, a bar more or less. */
export function equalRanges(bars: number, count: number): BarRange[] {
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((index * bars) / count),
    to: Math.floor(((index + 1) * bars) / count),
  }));
}
