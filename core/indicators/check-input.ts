import { InvalidInputError } from "#core/model";

/** Refuses a look-back that is not a whole number of bars, at least `least`. */
export function checkPeriod(indicator: string, period: number, least = 1): void {
  if (Number.isInteger(period) && period >= least) return;
  throw new InvalidInputError({
    what: `${indicator} was asked for a period of ${period}.`,
    why:
      least === 1 ? "A period is a whole number of bars." : `It needs whole bars, at least ${least} of them.`,
    fix: `Use an integer of ${least} or more, such as 20.`,
  });
}

/** Refuses a factor (a width in deviations, an acceleration, bars a year) that is not above zero. */
export function checkFactor(indicator: string, name: string, factor: number): void {
  if (factor > 0 && factor < Number.POSITIVE_INFINITY) return;
  throw new InvalidInputError({
    what: `${indicator} was asked for a ${name} of ${factor}.`,
    why: `A ${name} is a number above 0.`,
    fix: "Use a positive number, or leave it out for the usual one.",
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

/** Refuses a column with a gap (NaN) or an infinite value. */
export function checkFinite(indicator: string, column: string, values: Float64Array): void {
  let doubt = 0;
  // A number less itself is 0; NaN and the infinities leave NaN, and NaN stays.
  for (let index = 0; index < values.length; index += 1)
    doubt += (values[index] as number) - (values[index] as number);
  if (doubt === 0) return;
  const at = values.findIndex((value) => !Number.isFinite(value));
  throw new InvalidInputError({
    what: `${indicator} was given ${values[at]} as ${column} of bar ${at}.`,
    why: "One value that is not a number would spoil every later one.",
    fix: "Leave the bar out, or fill it in before asking.",
  });
}

/** Refuses columns that differ in length or hold a value that is not a finite number. */
export function checkColumns(indicator: string, columns: Readonly<Record<string, Float64Array>>): void {
  checkSameLength(indicator, ...Object.values(columns));
  for (const [name, values] of Object.entries(columns)) checkFinite(indicator, name, values);
}

/**
 * The logarithm of one price over another.
 *
 * @throws InvalidInputError unless both are above 0
 */
export function logRatio(indicator: string, price: number, before: number): number {
  if (price > 0 && before > 0) return Math.log(price / before);
  throw new InvalidInputError({
    what: `${indicator} was given a price of ${price > 0 ? before : price}.`,
    why: "It looks at ratios of prices, which have to be above 0.",
    fix: "Use raw or adjusted prices, not differences of them.",
  });
}
