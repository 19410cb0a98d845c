import type { Day, IndicatorSeries, Instant, Observation, Release } from "#core/model";
import { newYorkInstant } from "../market-calendar/index.ts";
import { MADE_UP_SERIES, type MadeUpSeries } from "./economy/made-up-series.ts";
import { type Period, periodsPublished } from "./economy/periods.ts";
import { valuesOf } from "./economy/values.ts";

/** Figures begin with the first period of this year. */
const FIRST_YEAR = 2010;
const DAY_MS = 86_400_000;
/** Dates of publication are known so long ahead. */
const SCHEDULED_MS = 365 * DAY_MS;
/** Publications told ahead of time reach so far. */
const AHEAD_MS = 120 * DAY_MS;
const COLLECTOR = "simulated-economy";

export interface EconomyFacts {
  series: IndicatorSeries[];
  observations: Observation[];
  releases: Release[];
}

/**
 * A made-up economy: prices, jobs, growth, rates, published as the real ones are, at their hours in New York, with
 * revisions. The same seed tells the same for ever, and nothing published later changes what was published before.
 */
export function simulatedEconomy(seed: number) {
  return {
    collector: COLLECTOR,
    /**
     * What was published after `from` and not after `to`, and the publications then known to come.
     *
     * @param from null for everything since the beginning
     */
    published(from: Instant | null, to: Instant): EconomyFacts {
      const since = from ?? `${FIRST_YEAR}-01-01T00:00:00.000Z`;
      const until = new Date(Date.parse(to) + AHEAD_MS).toISOString();
      const facts: EconomyFacts = { series: MADE_UP_SERIES.map(describe), observations: [], releases: [] };
      for (const series of MADE_UP_SERIES) {
        const periods = periodsPublished(series, FIRST_YEAR, until.slice(0, 10));
        facts.observations.push(
          ...observationsOf(seed, series, periods).filter(
            (told) => told.knownAt > since && told.knownAt <= to,
          ),
        );
        if (series.frequency === "daily") continue;
        facts.releases.push(
          ...releasesOf(series, periods).filter(
            ({ occurredAt }) => occurredAt > since && occurredAt <= until,
          ),
        );
      }
      facts.releases = onceEach(facts.releases);
      return facts;
    },
  };
}

const describe = ({
  id,
  title,
  units,
  frequency,
  seasonalAdjustment,
  release,
}: MadeUpSeries): IndicatorSeries => ({
  id,
  title,
  units,
  frequency,
  seasonalAdjustment,
  releaseId: release.id,
  releaseName: release.name,
  knownAt: `${FIRST_YEAR}-01-01T00:00:00.000Z`,
  source: "simulated",
  collector: COLLECTOR,
});

/** Every vintage of every period, as it would be published. */
function observationsOf(seed: number, series: MadeUpSeries, periods: readonly Period[]): Observation[] {
  return valuesOf(seed, series, periods).flatMap((vintages, index) =>
    vintages.flatMap((value, vintage) => {
      const { periodOn, publishedOn } = periods[index] ?? { periodOn: "", publishedOn: [] };
      const vintageOn = publishedOn[vintage];
      if (vintageOn === undefined) return [];
      const knownAt = publishedAt(vintageOn, series);
      return [
        {
          seriesId: series.id,
          periodOn,
          vintageOn,
          value,
          knownAt,
          source: "simulated" as const,
          collector: COLLECTOR,
        },
      ];
    }),
  );
}

const publishedAt = (day: Day, { release }: MadeUpSeries): Instant => newYorkInstant(day, release.minute);

const releasesOf = (series: MadeUpSeries, periods: readonly Period[]): Release[] =>
  periods.flatMap(({ publishedOn }) =>
    publishedOn.map((day) => {
      const occurredAt = publishedAt(day, series);
      return {
        releaseId: series.release.id,
        name: series.release.name,
        occurredAt,
        isTimeKnown: true,
        knownAt: new Date(Date.parse(occurredAt) - SCHEDULED_MS).toISOString(),
        source: "simulated" as const,
        collector: COLLECTOR,
      };
    }),
  );

/** Series of one release come out together. */
const onceEach = (releases: readonly Release[]): Release[] => [
  ...new Map(
    releases.map((release) => [`${release.releaseId} ${release.occurredAt}`, release] as const),
  ).values(),
];
