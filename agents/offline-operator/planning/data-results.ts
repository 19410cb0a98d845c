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

export const IndicatorResult = z.object({
  series: z.object({ id: Text, title: Text, units: Text, source: Text, collector: Text }),
  asOf: Text,
  latest: z
    .object({
      periodOn: Text,
      value: z.number().nullable(),
      changeOnYear: z.number().nullable(),
      publishedAt: Text,
    })
    .nullable(),
  vintages: z.array(z.object({ vintageOn: Text, value: z.number().nullable(), knownAt: Text })),
  nextRelease: z.object({ name: Text, occurredAt: Text, isTimeKnown: z.boolean() }).nullable(),
  freshness: Freshness,
});
export type IndicatorResult = z.infer<typeof IndicatorResult>;

export const CalendarResult = z.object({
  from: Text,
  to: Text,
  sessions: z.array(z.object({ day: Text, opensAt: Text, closesAt: Text, isHalfDay: z.boolean() })),
  halfDays: z.array(z.object({ day: Text, closesAt: Text })),
  closures: z.array(z.object({ day: Text, reason: Text })),
  releases: z.array(z.object({ name: Text, occurredAt: Text, isTimeKnown: z.boolean(), source: Text })),
  earnings: z.array(z.object({ symbol: Text, occurredAt: Text, isEstimate: z.boolean(), source: Text })),
  actions: z.array(
    z.object({
      symbol: Text,
      kind: Text,
      exOn: Text,
      ratio: z.number().nullable(),
      amount: z.number().nullable(),
      source: Text,
    }),
  ),
  leftOut: z.number(),
  freshness: Freshness,
});
export type CalendarResult = z.infer<typeof CalendarResult>;

export const QualityResult = z.object({
  symbol: Text,
  interval: Text,
  isComplete: z.boolean(),
  says: Text,
  gaps: z.array(z.object({ from: Text, to: Text, bars: z.number() })),
  findings: z.array(z.object({ check: Text, severity: Text, detail: Text })),
  freshness: Freshness.extend({ source: Text.nullable() }),
});
export type QualityResult = z.infer<typeof QualityResult>;

export const KnownResult = z.object({
  symbol: Text,
  asOf: Text,
  facts: z.array(
    z.object({
      topic: Text,
      says: Text,
      occurredAt: Text,
      knownAt: Text,
      source: Text,
      collector: Text.nullable(),
    }),
  ),
  freshness: Freshness,
});
export type KnownResult = z.infer<typeof KnownResult>;
