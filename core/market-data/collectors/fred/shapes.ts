import { z } from "zod";
import { Day } from "#core/model";

/** Answers of FRED as far as they are read; unknown keys are passed over, rows are read one by one. */
export const SeriesAnswer = z.object({ seriess: z.array(z.unknown()).min(1) });
export const ReleasesAnswer = z.object({ releases: z.array(z.unknown()) });
export const VintagesAnswer = z.object({
  count: z.number().int().nonnegative(),
  vintage_dates: z.array(Day),
});
export const ObservationsAnswer = z.object({
  count: z.number().int().nonnegative(),
  observations: z.array(z.unknown()),
});
export const DatesAnswer = z.object({
  count: z.number().int().nonnegative(),
  release_dates: z.array(z.unknown()),
});

export const SeriesRow = z.object({
  id: z.string().min(1).max(64),
  realtime_start: Day,
  title: z.string().min(1),
  frequency_short: z.string(),
  units: z.string(),
  seasonal_adjustment_short: z.string().nullish(),
});
export type SeriesRow = z.infer<typeof SeriesRow>;

export const ReleaseRow = z.object({ id: z.number().int().positive(), name: z.string().min(1) });
export type ReleaseRow = z.infer<typeof ReleaseRow>;

export const DateRow = z.object({
  release_id: z.number().int().positive(),
  release_name: z.string().min(1),
  date: Day,
});

const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A value comes as text, and "." is one that is missing. */
export const ObservationRow = z.object({
  realtime_start: Day,
  date: Day,
  value: z
    .string()
    .refine((text) => text === "." || (NUMBER.test(text) && Number.isFinite(Number(text))), "is no number")
    .transform((text) => (text === "." ? null : Number(text))),
});
