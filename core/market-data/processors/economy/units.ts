import type { IndicatorSeries } from "#core/model";

/** What a series' numbers are, read from its words. */
export interface Units {
  /** rate: per cent or percentage points; money: an amount; count: people, units; index: against a base; other: not read. */
  measure: "rate" | "money" | "count" | "index" | "other";
  /** What one unit stands for: 1e9 for billions; 0.01 for per cent. */
  scale: number;
  /** USD for dollars; null where the words name no currency. */
  currency: "USD" | null;
  /** Prices of a base year, as in "Chained 2017 Dollars". */
  isReal: boolean;
  /** The base of an index, e.g. "1982-1984=100"; null where there is none. */
  base: string | null;
}

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/\btrillions?\b/i, 1e12],
  [/\bbillions?\b/i, 1e9],
  [/\bmillions?\b/i, 1e6],
  [/\bthousands?\b/i, 1e3],
];

/** Reads such words as "Percent", "Billions of Chained 2017 Dollars" or "Index 1982-1984=100". */
export function unitsOf(words: string): Units {
  const base = /\b(\d{4}(?:-\d{2,4})?(?::\w+)?\s*=\s*\d+)/.exec(words)?.[1]?.replace(/\s+/g, "") ?? null;
  const scale = SCALES.find(([known]) => known.test(words))?.[1] ?? 1;
  const plain = { currency: null, isReal: false, base: null };
  if (/\bindex\b/i.test(words) || base) return { ...plain, measure: "index", scale: 1, base };
  if (/\bper ?cent(age)?\b|%/i.test(words)) return { ...plain, measure: "rate", scale: 0.01 };
  if (/\bdollars?\b|\bu\.?s\.? ?\$|\busd\b/i.test(words))
    return {
      ...plain,
      measure: "money",
      scale,
      currency: "USD",
      isReal: /\bchained\b|\bconstant\b|\breal\b/i.test(words),
    };
  if (scale !== 1 || /\b(persons|number|units|claims)\b/i.test(words))
    return { ...plain, measure: "count", scale };
  return { ...plain, measure: "other", scale };
}

/** Reads such words as "Seasonally Adjusted Annual Rate" or "NSA"; unknown where they say nothing. */
export function seasonalAdjustmentOf(words: string): IndicatorSeries["seasonalAdjustment"] {
  const text = words.trim();
  if (/^nsa$|\b(not|un|non)[ -]?(seasonally )?adjusted\b|\bunadjusted\b/i.test(text)) return "not-adjusted";
  if (/^saar$|\bseasonally adjusted annual rate\b/i.test(text)) return "seasonally-adjusted-annual-rate";
  return /^ssa$|^sa$|\b(smoothed )?seasonally adjusted\b/i.test(text) ? "seasonally-adjusted" : "unknown";
}
