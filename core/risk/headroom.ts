/** A figure as the gates write it: a plain number, perhaps a space, and what it counts. */
const FIGURE = /^(-?\d+(?:\.\d+)?)( .+)?$/;

/**
 * How much more would still pass: the limit less the figure, in their common unit.
 *
 * @param isFloor the limit is "at least", so that room lies above it
 * @returns null where they are words, or count different things
 */
export function headroomOf(figure: string | null, limit: string | null, isFloor: boolean): string | null {
  if (figure === null || limit === null) return null;
  const [measured, bound] = [FIGURE.exec(figure), FIGURE.exec(limit)];
  if (!measured || !bound || measured[2] !== bound[2]) return null;
  const room = isFloor ? Number(measured[1]) - Number(bound[1]) : Number(bound[1]) - Number(measured[1]);
  return `${Number(room.toFixed(4))}${bound[2] ?? ""}`;
}
