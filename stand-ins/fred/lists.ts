import { type FredRelease, type FredSeries, RELEASES } from "./catalogue.ts";
import { later } from "./periods.ts";
import type { Publication } from "./publications.ts";

const SHORT = {
  Daily: "D",
  Monthly: "M",
  Quarterly: "Q",
  Annual: "A",
  "Seasonally Adjusted": "SA",
  "Not Seasonally Adjusted": "NSA",
  "Seasonally Adjusted Annual Rate": "SAAR",
} as const;

export interface Realtime {
  startsOn: string;
  endsOn: string;
}

/** A series as FRED describes it. */
export function seriesRow(series: FredSeries, published: readonly Publication[], realtime: Realtime): object {
  const days = published.map(({ startsOn }) => startsOn).sort();
  return {
    id: series.id,
    realtime_start: later(realtime.startsOn, days[0] ?? ""),
    realtime_end: realtime.endsOn,
    title: series.title,
    observation_start: published[0]?.periodOn ?? series.firstOn,
    observation_end: published.at(-1)?.periodOn ?? series.firstOn,
    frequency: series.frequency,
    frequency_short: SHORT[series.frequency],
    units: series.units,
    units_short: series.unitsShort,
    seasonal_adjustment: series.seasonal,
    seasonal_adjustment_short: SHORT[series.seasonal],
    last_updated: `${days.at(-1)} 07:44:03-06`,
    popularity: series.popularity,
    // Real ones often have none.
    ...(series.popularity > 90 ? { notes: `The made-up world's ${series.title}.` } : {}),
  };
}

export const releaseRow = (
  { id, name, isPress, link }: FredRelease,
  { startsOn, endsOn }: Realtime,
): object => ({
  id,
  realtime_start: startsOn,
  realtime_end: endsOn,
  name,
  press_release: isPress,
  link,
});

export const releaseOf = (id: number): FredRelease | undefined =>
  RELEASES.find((release) => release.id === id);
