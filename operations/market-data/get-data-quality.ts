import { z } from "zod";
import { Freshness, gapsOf, inspectBars, qualityVerdict } from "#core/market-data";
import { type Bar, CollectorName, Finding, Instant, InstrumentSymbol, Interval, Source } from "#core/model";
import { listRuns, loadCoverage, loadFindings } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { barsOf } from "./bars-of.ts";
import { actionsOf } from "./collect-bars.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, type Moment, momentOf } from "./moment.ts";

/** Daily bars of eighty years, or minutes of two months. */
const MAX_BARS = 20_000;
/** Gaps and findings shown; counts are of all. */
const MOST_SHOWN = 100;
const MOST_FINDINGS = 1_000;

export const getDataQuality = defineOperation({
  name: "getDataQuality",
  summary:
    "Says whether the bars of an instrument are complete: from when to when they are held, which sessions are missing, what is doubtful, and how fresh they are.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    interval: Interval.default("1d"),
    from: Instant.optional().describe("The first bar held when left out"),
    to: Instant.optional().describe("The newest bar held when left out"),
    asOf: Instant.optional().describe("Judged as of this instant; now when left out"),
  }),
  output: z.object({
    symbol: InstrumentSymbol,
    interval: Interval,
    asOf: Instant,
    isComplete: z.boolean().describe("No bar is missing, nothing is doubtful, and nothing newer was due"),
    says: z.string().describe("The verdict in one sentence"),
    barCount: z.number().int(),
    firstAt: Instant.nullable(),
    lastAt: Instant.nullable(),
    gapCount: z.number().int(),
    gaps: z.array(z.object({ from: Instant, to: Instant, bars: z.number().int() })).describe("Newest first"),
    findingCount: z.number().int(),
    findings: z.array(Finding).describe("Newest first"),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const { symbol } = requireInstrument(ctx, input.symbol);
    const { interval, from, to } = input;
    const bars = await barsOf(ctx, {
      symbol,
      interval,
      from,
      to,
      asOf: input.asOf,
      adjust: "raw",
      limit: MAX_BARS,
    });
    const [first, last] = [bars[0], bars.at(-1)];
    const gaps = first && last ? gapsOf(bars, interval, from ?? first.occurredAt, to ?? last.occurredAt) : [];
    const findings = await findingsOn(ctx, moment, symbol, bars);
    const read = to ? ({ kind: "occasional" } as const) : ({ kind: "bars", interval } as const);
    const facts = {
      symbol,
      interval,
      barCount: bars.length,
      firstAt: first?.occurredAt ?? null,
      lastAt: last?.occurredAt ?? null,
      gaps,
      findings,
      freshness: freshnessAt(ctx, moment, read, last),
    };
    return {
      ...facts,
      asOf: moment.asOf,
      ...qualityVerdict(facts),
      gapCount: gaps.length,
      gaps: gaps.toReversed().slice(0, MOST_SHOWN),
      findingCount: findings.length,
      findings: findings.slice(0, MOST_SHOWN),
    };
  },
  run: async ({ prepared }) => prepared,
});

/** What was found when these bars arrived, and what shows in them now; what is missing is told by the gaps. */
async function findingsOn(
  ctx: Context,
  moment: Moment,
  symbol: string,
  bars: readonly Bar[],
): Promise<Finding[]> {
  const { asOf } = moment;
  const actions = await actionsOf(ctx, moment, symbol);
  const recorded = await loadFindings(ctx.db, {
    asOf,
    subjects: [symbol],
    topic: "bars",
    limit: MOST_FINDINGS,
  });
  const seen = inspectBars(bars, { foundAt: asOf, collector: bars[0]?.collector ?? "desk", actions });
  const keyOf = ({ check, from, to }: Finding) => [check, from, to].join("|");
  const known = new Set(recorded.map(keyOf));
  return [...recorded, ...seen.filter((finding) => !known.has(keyOf(finding)))].filter(
    ({ check }) => check !== "gap",
  );
}

export const getCoverage = defineOperation({
  name: "getCoverage",
  summary:
    "Lists which bars are stored, by symbol, interval, source and collector: first, last, how many, and how many were revised.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbols: z.array(InstrumentSymbol).max(100).default([]).describe("All when empty"),
    interval: Interval.optional(),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  }),
  output: z.object({
    asOf: Instant,
    series: z.array(
      z.object({
        symbol: InstrumentSymbol,
        interval: Interval,
        source: Source,
        collector: CollectorName,
        first: Instant,
        last: Instant,
        bars: z.number().int(),
        revisions: z.number().int(),
      }),
    ),
    vendors: Freshness.shape.vendors,
  }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const symbols = input.symbols.length > 0 ? input.symbols : undefined;
    const held = await loadCoverage(ctx.db, { asOf: moment.asOf, symbols, interval: input.interval });
    return {
      asOf: moment.asOf,
      series: held.map((one) => ({ ...one, source: Source.parse(one.source) })),
      vendors: freshnessAt(ctx, moment, { kind: "occasional" }, null).vendors,
    };
  },
  run: async ({ prepared }) => prepared,
});

export const listCollectorRuns = defineOperation({
  name: "listCollectorRuns",
  summary: "Lists when vendors were asked, newest first: for what, what arrived, and what went wrong.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    collectors: z.array(CollectorName).max(20).default([]).describe("All when empty"),
    limit: z.number().int().min(1).max(500).default(50),
  }),
  output: z.object({
    runs: z.array(
      z.object({
        id: z.string(),
        collector: CollectorName,
        job: z.string(),
        from: Instant.nullable(),
        to: Instant,
        startedAt: Instant,
        endedAt: Instant.nullable(),
        outcome: z.string(),
        counts: z.record(z.string(), z.number()),
        findings: z.number().int(),
        error: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ tx, input }) => {
    const collectors = input.collectors.length > 0 ? input.collectors : undefined;
    const runs = await listRuns(tx, { collectors, limit: input.limit });
    return {
      runs: runs.map(({ fromAt, toAt, startedAt, endedAt, ...run }) => ({
        ...run,
        from: fromAt?.toISOString() ?? null,
        to: toAt.toISOString(),
        startedAt: startedAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
      })),
    };
  },
});
