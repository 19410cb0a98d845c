import { percent, UNKNOWN } from "../../lib/formats.ts";

/** Change on the year: in percent, and of what is itself a rate in percentage points. */
export function yearWords(units: string, value: number | null, change: number | null): string {
  if (value === null || change === null) return UNKNOWN;
  if (!/percent/i.test(units)) return percent(change, { signed: true, digits: 1 });
  const points = value - value / (1 + change);
  const sign = points > 0 ? "+" : points < 0 ? "−" : "";
  return `${sign}${Math.abs(points).toFixed(2)} pts`;
}
