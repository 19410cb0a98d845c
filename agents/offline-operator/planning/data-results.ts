import { z } from "zod";

/** Shapes of the answers about data, as far as they are put into words. */
const Text = z.string();
const Freshness = z.object({
  newestAt: Text.nullable(),
  isStale: z.boolean(),
  collector: Text.nullable(),
  warning: Text.nullable(),
});
export type Freshness = z.infer<typeof Freshness>;

const Close = z.object({ occurredAt: Text, close: z.number() });
export const ChartResult = z.object({
  asOf: Text,
  series: z.array(
    z.object({
      symbol: Text,
      source: Text,
      days: z.number(),
      first: Close.nullable(),
      last: Close.nullable(),
      highestClose: z.number(),
      lowestClose: z.number(),
      changeFraction: z.number(),
      freshness: Freshness,
    }),
  ),
});
export type ChartResult = z.infer<typeof ChartResult>;

export const ComparisonResult = z.object({
  firstOn: Text.nullable(),
  lastOn: Text.nullable(),
  days: z.number(),
  instruments: z.array(
    z.object({
      symbol: Text,
      source: Text,
      totalReturn: z.number(),
      annualVolatility: z.number().nullable(),
      maxDrawdown: z.number(),
      freshness: Freshness,
    }),
  ),
  correlations: z.array(z.array(z.number().nullable())),
});
export type ComparisonResult = z.infer<typeof ComparisonResult>;

export const ReconciliationResult = z.object({
  isClean: z.boolean(),
  reason: Text,
  reconciledAt: Text,
  differences: z.array(
    z.object({ says: Text, firstSeenAt: Text, countedAt: Text.nullable(), resolvedAt: Text.nullable() }),
  ),
  blocks: z.array(z.object({ symbol: Text, alsoExits: z.boolean(), reason: Text })),
});
