/**
 * One value a bar, in order, into a column. The batch form of an indicator that drives its own stream:
 * both give the same bits because they are the same steps.
 */
export function perBar(bars: number, valueAt: (bar: number) => number): Float64Array {
  const column = new Float64Array(bars);
  for (let bar = 0; bar < bars; bar += 1) column[bar] = valueAt(bar);
  return column;
}

/** A column for each name, to be filled bar by bar. */
export const emptyColumns = <const Name extends string>(
  names: readonly Name[],
  bars: number,
): Record<Name, Float64Array> =>
  Object.fromEntries(names.map((name) => [name, new Float64Array(bars)])) as Record<Name, Float64Array>;
