import {
  ChartResult as Chart,
  type ChartResult,
  ComparisonResult as Comparison,
  type ComparisonResult,
  type Freshness,
} from "../planning/data-results.ts";
import { day, dollars, percent, table } from "./format.ts";
import { guessNote, knownByNote, named } from "./market.ts";
import { paragraphs, toldBy, type Wording } from "./wording.ts";

/** What must be said with numbers that are late or whose vendor is silent, each once. */
export const warningsOf = (told: readonly { symbol?: string; freshness: Freshness }[]): string =>
  [
    ...new Set(
      told.flatMap(({ symbol, freshness: { warning } }) => (warning ? [about(symbol, warning)] : [])),
    ),
  ].join(" ");
const about = (symbol: string | undefined, warning: string) => (symbol ? `${symbol}: ${warning}` : warning);

const chart: Wording = (request, progress) =>
  paragraphs(
    guessNote(request),
    toldBy(progress, "chart_prices", Chart, ({ series }) => chartWords(series)),
    knownByNote(request),
  );

function chartWords(series: ChartResult["series"]): string {
  const [only, ...others] = series;
  if (only && others.length === 0 && only.first && only.last) {
    const moved = only.changeFraction >= 0 ? "rose" : "fell";
    return paragraphs(
      `${named(only.symbol)} ${moved} **${percent(Math.abs(only.changeFraction))}**, from ${dollars(only.first.close)} on ${day(only.first.occurredAt)} to ${dollars(only.last.close)} on ${day(only.last.occurredAt)}; closes between ${dollars(only.lowestClose)} and ${dollars(only.highestClose)} over ${only.days} days of ${only.source} data.`,
      warningsOf(series),
    );
  }
  return paragraphs(
    "Each line shows the change since its first close:",
    table(
      ["", "From", "To", "Change", "Data"],
      series.flatMap(({ symbol, source, first, last, changeFraction }) =>
        first && last
          ? [
              [
                named(symbol),
                `${dollars(first.close)} on ${day(first.occurredAt)}`,
                `${dollars(last.close)} on ${day(last.occurredAt)}`,
                percent(changeFraction),
                source,
              ],
            ]
          : [],
      ),
    ),
    warningsOf(series),
  );
}

const compare: Wording = (request, progress) =>
  paragraphs(
    guessNote(request),
    toldBy(progress, "compare_instruments", Comparison, comparisonWords),
    knownByNote(request),
  );

function comparisonWords(told: ComparisonResult): string {
  const { instruments, correlations, days, firstOn, lastOn } = told;
  if (!firstOn || !lastOn) return "They have no day in common in that period, so nothing can be compared.";
  return paragraphs(
    `Over the ${days} days all of them have, ${day(firstOn)} to ${day(lastOn)}:`,
    table(
      ["", "Return", "Volatility a year", "Deepest fall", "Data"],
      instruments.map(({ symbol, totalReturn, annualVolatility, maxDrawdown, source }) => [
        named(symbol),
        percent(totalReturn),
        annualVolatility === null ? "–" : percent(annualVolatility),
        percent(maxDrawdown),
        source,
      ]),
    ),
    pairWords(instruments, correlations),
    warningsOf(instruments),
  );
}

/** How the daily moves of each pair go together: 1 is in step, 0 is not at all. */
function pairWords(
  instruments: ComparisonResult["instruments"],
  correlations: ComparisonResult["correlations"],
): string {
  const pairs = instruments.flatMap((one, row) =>
    instruments.slice(row + 1).flatMap((other, offset) => {
      const value = correlations[row]?.[row + 1 + offset];
      return typeof value === "number" ? [`${one.symbol} and ${other.symbol} ${value.toFixed(2)}`] : [];
    }),
  );
  return pairs.length > 0
    ? `Correlation of their daily moves, where 1 is in step and 0 unrelated: ${pairs.join(", ")}.`
    : "";
}

export const COMPARISON_WORDINGS = { chart, compare };
