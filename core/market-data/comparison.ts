import { annualVolatility, barReturns, maxDrawdown, mean, sampleDeviation, totalReturn } from "#core/metrics";
import type { Bar } from "#core/model";

/** How one instrument did over the days it shares with the others. Fractions: 0.25 is 25 %. */
export interface ComparedInstrument {
  symbol: string;
  firstClose: number;
  lastClose: number;
  totalReturn: number;
  /** Of daily returns, a year of 252 days; null for fewer than two returns. */
  annualVolatility: number | null;
  maxDrawdown: number;
  /** Days of its own that the others do not have. */
  leftOutDays: number;
}

export interface Comparison {
  /** Days on which every one has a bar, as 2026-11-24; first and last are null when there is none. */
  firstOn: string | null;
  lastOn: string | null;
  days: number;
  instruments: ComparedInstrument[];
  /** Pearson's correlation of daily returns, in the order of `instruments`; null where one does not move. */
  correlations: (number | null)[][];
}

const DAYS_PER_YEAR = 252;

/**
 * Compares instruments over the days all of them have, so that a holiday of one is no move of another.
 *
 * @param series daily bars of each, oldest first, adjusted for splits
 */
export function compareBars(series: readonly { symbol: string; bars: readonly Bar[] }[]): Comparison {
  const closes = series.map(({ bars }) => new Map(bars.map((bar) => [dayOf(bar), bar.close])));
  const [first] = closes;
  const days = [...(first?.keys() ?? [])].filter((day) => closes.every((held) => held.has(day)));
  const aligned = closes.map((held) => Float64Array.from(days, (day) => held.get(day) ?? Number.NaN));
  const returns = aligned.map(barReturns);
  return {
    firstOn: days[0] ?? null,
    lastOn: days.at(-1) ?? null,
    days: days.length,
    instruments:
      days.length === 0
        ? []
        : series.map(({ symbol }, index) =>
            compared(symbol, aligned[index] ?? NONE, returns[index] ?? NONE, closes[index]?.size ?? 0),
          ),
    correlations:
      days.length === 0 ? [] : returns.map((own) => returns.map((other) => correlation(own, other))),
  };
}

const NONE = new Float64Array();
/** Daily bars of one exchange close on the day they are of, in UTC too. */
const dayOf = (bar: Bar): string => bar.occurredAt.slice(0, 10);

function compared(
  symbol: string,
  closes: Float64Array,
  returns: Float64Array,
  held: number,
): ComparedInstrument {
  const [firstClose = Number.NaN, lastClose = Number.NaN] = [closes[0], closes.at(-1)];
  return {
    symbol,
    firstClose,
    lastClose,
    totalReturn: totalReturn(firstClose, lastClose),
    annualVolatility: returns.length < 2 ? null : annualVolatility(sampleDeviation(returns), DAYS_PER_YEAR),
    maxDrawdown: maxDrawdown(closes),
    leftOutDays: held - closes.length,
  };
}

/** @returns −1 to 1; null for fewer than two returns, or where one side never moves */
function correlation(one: Float64Array, other: Float64Array): number | null {
  const [deviation, otherDeviation] = [sampleDeviation(one), sampleDeviation(other)];
  if (one.length < 2 || deviation === 0 || otherDeviation === 0) return null;
  if (one === other) return 1;
  const [centre, otherCentre] = [mean(one), mean(other)];
  let shared = 0;
  for (let index = 0; index < one.length; index++)
    shared += ((one[index] ?? 0) - centre) * ((other[index] ?? 0) - otherCentre);
  const value = shared / (one.length - 1) / (deviation * otherDeviation);
  return Math.min(1, Math.max(-1, value));
}
