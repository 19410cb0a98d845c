import type { ManualClock } from "#core/model";
import { type FredStandIn, type Publication, STAND_IN_FRED_KEY } from "#stand-ins/fred";
import type { Collector, Wish } from "../../../collector.ts";
import { type FredCollectorOptions, fredCollector } from "../collector.ts";

export const NOW = "2026-11-24T15:00:00.000Z";
export const SINCE = "2024-01-01T00:00:00.000Z";

/** Asks for the values of the periods between the two. */
export const valuesOf = (...seriesIds: string[]): Extract<Wish, { topic: "observations" }> => ({
  topic: "observations",
  seriesIds,
  from: SINCE,
  to: NOW,
});

/** A collector before a stand-in whose waits move the clock. */
export const collectorAt = (
  fred: FredStandIn,
  clock: ManualClock,
  { timeoutMs = 10_000, ...options }: Partial<FredCollectorOptions> & { timeoutMs?: number } = {},
): Collector =>
  fredCollector({
    apiKey: STAND_IN_FRED_KEY,
    url: fred.url,
    clock,
    door: { timeoutMs, random: () => 0.5, sleep: async (ms) => clock.advance(ms) },
    ...options,
  });

/** What was published of a series for the periods since then, as the suite writes facts. */
export const told = (id: string, published: readonly Publication[]): string[] =>
  published
    .filter(({ periodOn }) => periodOn >= SINCE.slice(0, 10))
    .map(({ periodOn, startsOn, value }) => `observation ${id} ${periodOn} ${startsOn} ${value}`);
