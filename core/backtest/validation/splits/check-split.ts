import { InvalidInputError } from "#core/model";

/**
 * Refuses a split before any work, naming the number that is out of place.
 *
 * @param counts each with the least it may be; all are whole
 */
export function checkCounts(counts: Readonly<Record<string, { value: number; least: number }>>): void {
  for (const [name, { value, least }] of Object.entries(counts))
    if (!Number.isInteger(value) || value < least)
      throw new InvalidInputError({
        what: `${name} is ${value}.`,
        why: `A history is split by whole bars and stretches; ${name} is ${least} or more.`,
        fix: `Give a whole number from ${least} up.`,
      });
}

/** A history that does not hold the split that was asked for. */
export const tooShort = (bars: number, needs: number, fix: string): InvalidInputError =>
  new InvalidInputError({
    what: `The history has ${bars} bars; this split needs ${needs}.`,
    why: "A stretch to learn on and one to be tried on must both fit in.",
    fix,
  });
