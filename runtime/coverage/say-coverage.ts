import { calendarOf, gapsOf } from "#core/market-data";
import type { Bar, Instant, Interval, Source } from "#core/model";
import { type Coverage, type Database, loadBarTimes, loadCoverage, OWN_COLLECTOR } from "#db";

export interface CoverageQuestion {
  symbols?: readonly string[];
  interval?: Interval;
  collectors?: readonly string[];
}

/** One series and what it lacks between its first bar and its last. */
export interface SeriesCoverage extends Coverage {
  gaps: { from: Instant; to: Instant; bars: number }[];
}

/** Gaps of one series that are named; the others are counted. */
const NAMED_GAPS = 3;

/** What is held by symbol, interval and teller, with the gaps in it. */
export async function coverageOf(
  db: Database,
  { symbols, interval, collectors }: CoverageQuestion,
  now: Date,
): Promise<SeriesCoverage[]> {
  const asOf = now.toISOString();
  const held = await loadCoverage(db, { asOf, symbols, interval });
  const wanted = held.filter(({ collector }) => !collectors || collectors.includes(collector));
  const found: SeriesCoverage[] = [];
  for (const series of wanted) {
    const { first: from, last: to, collector } = series;
    const source = series.source as Source;
    const times = await loadBarTimes(db, { ...series, from, to, asOf });
    const calendar = calendarOf({ source, collector: collector === OWN_COLLECTOR ? undefined : collector });
    const bars = times.map((occurredAt) => ({ occurredAt })) as Bar[];
    found.push({ ...series, gaps: gapsOf(bars, series.interval, from, to, calendar) });
  }
  return found;
}

/** The coverage as lines of a table, and its gaps below each series. */
export function coverageLines(coverage: readonly SeriesCoverage[]): string[] {
  if (coverage.length === 0) return ["No bars are held."];
  const rows = coverage.map(({ symbol, interval, collector, source, first, last, bars, revisions, gaps }) => [
    symbol,
    interval,
    `${collector}, ${source}`,
    shown(first, interval),
    shown(last, interval),
    String(bars),
    String(revisions),
    String(gaps.reduce((sum, gap) => sum + gap.bars, 0)),
  ]);
  const all = [["symbol", "bars of", "told by", "first", "last", "bars", "revised", "missing"], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return lines.flatMap((line, index) => [line, ...gapLines(coverage[index - 1])]);
}

function gapLines(series: SeriesCoverage | undefined): string[] {
  if (!series || series.gaps.length === 0) return [];
  const { gaps, interval } = series;
  const largest = gaps.toSorted((a, b) => b.bars - a.bars).slice(0, NAMED_GAPS);
  const rest = gaps.length - largest.length;
  return [
    ...largest.map(({ from, to, bars }) =>
      from === to
        ? `    missing ${shown(from, interval)}`
        : `    missing ${bars} bars from ${shown(from, interval)} to ${shown(to, interval)}`,
    ),
    ...(rest > 0 ? [`    and ${rest} smaller ${rest === 1 ? "gap" : "gaps"}`] : []),
  ];
}

const shown = (at: Instant, interval: Interval): string =>
  ["1d", "1w", "1mo"].includes(interval) ? at.slice(0, 10) : `${at.slice(0, 16).replace("T", " ")}Z`;
