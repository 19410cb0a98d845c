/** A figure as the gates write it: a plain number, perhaps a space and what it counts. */
function parts(text: string): { value: number; counts: string } {
  const space = text.indexOf(" ");
  return space < 0
    ? { value: text === "" ? Number.NaN : Number(text), counts: "" }
    : { value: Number(text.slice(0, space)), counts: text.slice(space) };
}

/**
 * How much more would still pass: the limit less the figure, in their common unit.
 *
 * @param isFloor the limit is "at least", so that room lies above it
 * @returns null where they are words, or count different things
 */
export function headroomOf(figure: string | null, limit: string | null, isFloor: boolean): string | null {
  if (figure === null || limit === null) return null;
  const [measured, bound] = [parts(figure), parts(limit)];
  const room = isFloor ? measured.value - bound.value : bound.value - measured.value;
  if (!Number.isFinite(room) || measured.counts !== bound.counts) return null;
  return `${Math.round(room * 10_000) / 10_000}${bound.counts}`;
}

/** How much of a limit a figure uses: 1 exactly on it. @returns null where they are words, or count different things */
export function usedShare(figure: string | null, limit: string | null): number | null {
  if (figure === null || limit === null) return null;
  const [measured, bound] = [parts(figure), parts(limit)];
  const share = measured.value / bound.value;
  return Number.isFinite(share) && measured.counts === bound.counts ? Math.max(0, share) : null;
}
