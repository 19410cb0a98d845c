import { InvalidInputError } from "#core/model";

/**
 * Refuses a column that holds anything but numbers: a NaN let in comes out as a figure of nothing, or as none.
 *
 * @param noun what one value is, such as "return"
 * @throws InvalidInputError naming the first value that is none
 */
export function checkNumbers(values: Float64Array, noun: string): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  throw new InvalidInputError({
    what: `The ${noun} at position ${index} is ${values[index]}.`,
    why: "A figure made from it would be no figure.",
    fix: `Look at what the ${noun}s were computed from, and repair or leave out what is missing there.`,
  });
}

/**
 * Refuses two columns that are not of one length: the same position must mean the same bar.
 *
 * @throws InvalidInputError naming both lengths
 */
export function checkPairs(
  values: Float64Array,
  others: Float64Array,
  noun: string,
  otherNoun: string,
): void {
  if (values.length === others.length) {
    checkNumbers(values, noun);
    checkNumbers(others, otherNoun);
    return;
  }
  throw new InvalidInputError({
    what: `There are ${values.length} ${noun}s and ${others.length} ${otherNoun}s.`,
    why: "Each is set beside the one of the same bar, so there must be as many.",
    fix: "Cut both to the bars they share.",
  });
}
