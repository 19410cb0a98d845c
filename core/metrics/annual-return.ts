/** Spans from here up are a year for annualising: a calendar year of trading days spans a little less than one. */
const FULL_YEAR = 0.95;

/**
 * Compound growth per year.
 *
 * A span shorter than a year is not annualised: the total return stands as it is, since a good week
 * compounded 52 times is a promise nobody made (the rule of the GIPS standards).
 *
 * @param total total return of the whole span, ≥ -1
 * @param years length of the span
 */
export function annualReturn(total: number, years: number): number {
  return years < FULL_YEAR ? total : (1 + total) ** (1 / years) - 1;
}
