import { z } from "zod";
import { CollectorName } from "./market.ts";
import { Source } from "./source.ts";
import { Instant } from "./time.ts";

/** A day as 2026-11-27, without a zone. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as "2026-11-27"')
  .refine(
    (day) => new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false,
    "is not a day of the calendar",
  );
export type Day = z.infer<typeof Day>;

/** What an economic series measures. */
export const IndicatorSeries = z.object({
  id: z.string().min(1).max(64).describe("The vendor's series id, e.g. CPIAUCSL"),
  title: z.string().min(1).max(500),
  units: z.string().max(200).describe("e.g. Percent, Billions of Dollars, Index 1982-1984=100"),
  frequency: z.enum(["daily", "weekly", "biweekly", "monthly", "quarterly", "semiannual", "annual"]),
  seasonalAdjustment: z.enum([
    "seasonally-adjusted",
    "not-adjusted",
    "seasonally-adjusted-annual-rate",
    "unknown",
  ]),
  /** Which scheduled release tells it; null where the vendor names none. */
  releaseId: z.string().max(32).nullable(),
  releaseName: z.string().max(300).nullable(),
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type IndicatorSeries = z.infer<typeof IndicatorSeries>;

/**
 * One value of a series for one period, as it was published at one time. A later publication for the same period is
 * another observation with a later `vintageOn`: new knowledge, which never overwrites the old.
 */
export const Observation = z.object({
  seriesId: z.string().min(1).max(64),
  /** First day of the period it measures. */
  periodOn: Day,
  /** The day this value was published; the first day it was the current one. */
  vintageOn: Day,
  /** In the series' units; null where the publisher says the value is missing. */
  value: z.number().nullable(),
  /** When it was public: the release's time on `vintageOn`, and the end of that day in New York where none is known. */
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type Observation = z.infer<typeof Observation>;

/** A date on which figures are or were published. */
export const Release = z.object({
  releaseId: z.string().min(1).max(32),
  name: z.string().min(1).max(300),
  /** When figures come out; at the usual hour of the release where it is known, otherwise midnight New York. */
  occurredAt: Instant,
  isTimeKnown: z.boolean(),
  /** When the date itself was known. */
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type Release = z.infer<typeof Release>;
