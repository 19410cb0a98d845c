import type { Source } from "#core/model";

/** Lines over time, ready to be drawn and to be told in words. */
export interface DrawnChart {
  title: string;
  /** Where the numbers come from, each once. */
  sources: Source[];
  /** No line is the measure of another. */
  areEqual: boolean;
  series: { name: string; points: { time: string; value: number }[] }[];
  format(value: number | undefined): string;
  /** The same to the cent, for those who hear the chart; as `format` where that is exact. */
  formatExactly?(value: number): string;
}

/** The last point of each year, or of each month where all lie within two years; oldest first. */
export function periodEnds({ series }: DrawnChart): { period: string; values: (number | undefined)[] }[] {
  const times = series.flatMap(({ points }) => points.map(({ time }) => time.slice(0, 10)));
  const years = new Set(times.map((time) => time.slice(0, 4)));
  const digits = years.size > 2 ? 4 : new Set(times.map((time) => time.slice(0, 7))).size > 1 ? 7 : 10;
  const ends = series.map(
    ({ points }) => new Map(points.map(({ time, value }) => [time.slice(0, digits), value] as const)),
  );
  const periods = [...new Set(ends.flatMap((held) => [...held.keys()]))].sort();
  return periods.map((period) => ({ period, values: ends.map((held) => held.get(period)) }));
}
