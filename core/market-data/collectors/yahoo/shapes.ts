import { z } from "zod";
import { localTime } from "./exchange-time.ts";

/** An instant as Yahoo writes it, in seconds since 1970. */
export const Epoch = z
  .number()
  .min(-4_000_000_000)
  .max(9_000_000_000)
  .transform((seconds) => seconds * 1000);

const Span = z.looseObject({ start: Epoch, end: Epoch });

/** What a chart says about itself. Keys come and go; those that are read are checked. */
export const ChartMeta = z.looseObject({
  currency: z.string().nullish(),
  exchangeTimezoneName: z.string().refine(isZone, "is no time zone"),
  regularMarketTime: Epoch.optional().catch(undefined),
  /** The present or next session, from which the usual hours are read. */
  currentTradingPeriod: z.looseObject({ regular: Span }).optional().catch(undefined),
});
export type ChartMeta = z.infer<typeof ChartMeta>;

/** Columns in step with `timestamp`, which is absent where nothing was found. Cells are read row by row. */
export const Chart = z.object({
  meta: ChartMeta,
  timestamp: z.array(z.unknown()).optional(),
  indicators: z.looseObject({ quote: z.array(z.record(z.string(), z.unknown())) }),
  events: z
    .looseObject({
      dividends: z.record(z.string(), z.unknown()).optional(),
      splits: z.record(z.string(), z.unknown()).optional(),
    })
    .nullish(),
});
export type Chart = z.infer<typeof Chart>;

function isZone(name: string): boolean {
  try {
    localTime(0, name);
    return true;
  } catch {
    return false;
  }
}

/** The first two things that are wrong with a row, for a person. */
export function whyNot(error: z.ZodError): string {
  const faults = error.issues
    .slice(0, 2)
    .map(({ path, message }) => `${path.join(".") || "row"}: ${message}`);
  return faults.join("; ");
}
