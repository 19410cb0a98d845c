import type { FredSeries } from "./catalogue.ts";

export const UNITS = ["lin", "chg", "ch1", "pch", "pc1", "pca", "cch", "cca", "log"] as const;
export type Units = (typeof UNITS)[number];

const PER_YEAR = { Daily: 260, Monthly: 12, Quarterly: 4, Annual: 1 } as const;

/**
 * Values in other units: change, change from a year ago, percent change, from a year ago, at an annual rate,
 * compounded, and natural logarithm.
 *
 * @source FRED API documentation, "units" of series/observations
 */
export function inUnits(
  values: readonly (number | null)[],
  units: Units,
  frequency: FredSeries["frequency"],
): (number | null)[] {
  const perYear = PER_YEAR[frequency];
  return values.map((value, index) => {
    if (units === "lin" || value === null) return value;
    if (units === "log") return value > 0 ? Math.log(value) : null;
    const back = units === "ch1" || units === "pc1" ? perYear : 1;
    const before = values[index - back] ?? null;
    return before === null ? null : changed(value, before, units, perYear);
  });
}

function changed(value: number, before: number, units: Units, perYear: number): number | null {
  if (units === "chg" || units === "ch1") return value - before;
  if (before === 0) return null;
  const ratio = value / before;
  if (units === "pch" || units === "pc1") return (ratio - 1) * 100;
  if (ratio <= 0) return null;
  if (units === "pca") return (ratio ** perYear - 1) * 100;
  return Math.log(ratio) * 100 * (units === "cca" ? perYear : 1);
}
