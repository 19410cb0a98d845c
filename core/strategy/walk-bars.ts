export type Direction = -1 | 0 | 1;

/**
 * One direction per bar from the one held before: the shape of every rule that enters on one condition and leaves on
 * another. Flat until `from`, the first bar on which the rule's columns are known.
 */
export function walkBars(
  bars: number,
  from: number,
  next: (held: Direction, bar: number) => Direction,
): Int8Array {
  const directions = new Int8Array(bars);
  let held: Direction = 0;
  for (let bar = from; bar < bars; bar += 1) {
    held = next(held, bar);
    directions[bar] = held;
  }
  return directions;
}

/** Long above zero, short below it where the rule may; flat at zero and where there is no number. */
export function signsOf(values: Float64Array, mayShort: boolean): Int8Array {
  const directions = new Int8Array(values.length);
  for (let bar = 0; bar < values.length; bar += 1) {
    const value = values[bar] as number;
    directions[bar] = value > 0 ? 1 : value < 0 && mayShort ? -1 : 0;
  }
  return directions;
}
