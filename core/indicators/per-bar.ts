/**
 * One value a bar, in order, into a column. The batch form of an indicator that drives its own stream:
 * both give the same bits because they are the same steps.
 */
export function perBar(bars: number, valueAt: (bar: number) => number): Float64Array {
  const column = new Float64Array(bars);
  for (let bar = 0; bar < bars; bar += 1) column[bar] = valueAt(bar);
  return column;
}

/** Several values a bar, each name into a column of its own. */
export function columnsPerBar<Name extends string>(
  names: readonly Name[],
  bars: number,
  valuesAt: (bar: number) => Readonly<Record<Name, number>>,
): Record<Name, Float64Array> {
  const columns = names.map(() => new Float64Array(bars));
  for (let bar = 0; bar < bars; bar += 1) {
    const values = valuesAt(bar);
    for (let at = 0; at < names.length; at += 1)
      (columns[at] as Float64Array)[bar] = values[names[at] as Name];
  }
  return Object.fromEntries(names.map((name, at) => [name, columns[at]])) as Record<Name, Float64Array>;
}
