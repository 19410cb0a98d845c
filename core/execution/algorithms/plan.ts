/** A stretch of time in which an execution may send, epoch ms; it ends before `endsAt`. */
export interface Window {
  startsAt: number;
  endsAt: number;
}

/** One part of a plan: when it is due, epoch ms, and how many lots it is. */
export interface Slice {
  dueAt: number;
  lots: number;
}

/** Instants at which equal parts of a window begin, with its end. @returns count + 1 epoch ms, ascending */
export const cutEvenly = ({ startsAt, endsAt }: Window, count: number): number[] =>
  Array.from({ length: count + 1 }, (_, index) =>
    Math.round(startsAt + ((endsAt - startsAt) * index) / count),
  );

/**
 * An instant at random in the early part of a bucket: at its begin without jitter, anywhere in it at 1.
 *
 * @param jitter 0 ≤ jitter < 1
 */
export const somewhereIn = (begins: number, ends: number, jitter: number, random: () => number): number =>
  Math.floor(begins + (ends - begins) * jitter * random());
