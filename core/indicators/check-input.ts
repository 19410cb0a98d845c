import { InvalidInputError } from "#core/model";

/** Refuses a look-back that is not a whole number of bars, at least one. */
export function checkPeriod(indicator: string, period: number): void {
  if (Number.isInteger(period) && period >= 1) return;
  throw new InvalidInputError({
    what: `${indicator} was asked for a period of ${period}.`,
    why: "A period is a whole number of bars.",
    fix: "Use an integer of 1 or more, such as 20.",
  });
}

/** Refuses columns of one series that differ in length. */
export function checkSameLength(indicator: string, ...columns: readonly ArrayLike<number>[]): void {
  const lengths = columns.map((column) => column.length);
  if (lengths.every((length) => length === lengths[0])) return;
  throw new InvalidInputError({
    what: `${indicator} was given columns of ${lengths.join(", ")} values.`,
    why: "Each bar needs one value in every column.",
    fix: "Take all columns from the same series.",
  });
}
