import { z } from "zod";
import { Freshness, seriesNamed, yearOnYear } from "#core/market-data";
import { Day, IndicatorSeries, Instant, NotFoundError, Observation, Release } from "#core/model";
import { loadObservations, loadReleases, loadSeries, loadVintages } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { freshnessAt, type Moment, momentOf, readAt } from "./moment.ts";

/** How far ahead the next release of a series is looked for. */
const AHEAD_MS = 200 * 86_400_000;

export const listIndicators = defineOperation({
  name: "listIndicators",
  summary: "Lists economic series held, such as CPI, unemployment, GDP, policy rate and treasury yields.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    text: z.string().trim().min(1).max(80).optional().describe("Words of the title or the series id"),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  }),
  output: z.object({ series: z.array(IndicatorSeries), freshness: Freshness }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const held = await seriesHeld(ctx, moment);
    const words = (input.text ?? "").toLowerCase().split(/\s+/);
    const series = held.filter(({ id, title }) =>
      words.every((word) => `${id} ${title}`.toLowerCase().includes(word)),
    );
    const newest = series[0];
    return {
      series,
      freshness: freshnessAt(
        ctx,
        moment,
        { kind: "occasional" },
        newest && { ...newest, occurredAt: newest.knownAt },
      ),
    };
  },
  run: async ({ prepared }) => prepared,
});

/** All series held; there are some dozens. */
const seriesHeld = (ctx: Context, moment: Moment): Promise<IndicatorSeries[]> =>
  readAt(ctx, moment, ["series", "all"], "reference", () => loadSeries(ctx.db, { asOf: moment.asOf }));

export const getIndicator = defineOperation({
  name: "getIndicator",
  summary:
    "Reads an economic series as it was known at an instant: values by period, change on the year, revisions of the newest period, and when figures come next.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    series: z.string().trim().min(1).max(80).describe('Series id such as CPIAUCSL, or words such as "CPI"'),
    from: Day.optional().describe("First period"),
    to: Day.optional(),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
    limit: z.number().int().min(1).max(1_000).default(24).describe("The newest so many periods"),
  }),
  output: z.object({
    series: IndicatorSeries,
    asOf: Instant,
    latest: z
      .object({
        periodOn: Day,
        value: z.number().nullable(),
        changeOnYear: z.number().nullable().describe("A fraction: 0.031 is 3.1 % more than a year before"),
        publishedAt: Instant,
      })
      .nullable(),
    observations: z.array(Observation).describe("Oldest first, each the newest vintage known then"),
    vintages: z.array(Observation).describe("Every publication of the newest period, oldest first"),
    nextRelease: Release.nullable(),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const series = await requireSeries(ctx, moment, input.series);
    const all = await readAt(ctx, moment, ["observations", series.id], "reference", () =>
      loadObservations(ctx.db, { seriesId: series.id, asOf: moment.asOf }),
    );
    const window = all.filter(
      ({ periodOn }) => periodOn >= (input.from ?? "") && periodOn <= (input.to ?? "9999"),
    );
    const newest = window.findLast(({ value }) => value !== null) ?? null;
    const period = newest && { seriesId: series.id, periodOn: newest.periodOn, asOf: moment.asOf };
    const vintages = period ? await loadVintages(ctx.db, period) : [];
    return {
      series,
      asOf: moment.asOf,
      latest: newest && {
        periodOn: newest.periodOn,
        value: newest.value,
        changeOnYear: yearOnYear(all, newest.periodOn),
        publishedAt: newest.knownAt,
      },
      observations: window.slice(-input.limit),
      vintages,
      nextRelease: await nextReleaseOf(ctx, moment, series),
      freshness: freshnessAt(
        ctx,
        moment,
        { kind: "occasional" },
        newest ? { ...newest, occurredAt: newest.knownAt } : null,
      ),
    };
  },
  run: async ({ prepared }) => prepared,
});

/** The series of that id, or the one whose title says it best. @throws NotFoundError naming what is held */
async function requireSeries(ctx: Context, moment: Moment, text: string): Promise<IndicatorSeries> {
  const all = await seriesHeld(ctx, moment);
  const wanted = seriesNamed(all, text);
  if (wanted) return wanted;
  const held = all.map(({ id }) => id).slice(0, 12);
  const silent = freshnessAt(ctx, moment, { kind: "occasional" }, null).warning;
  throw new NotFoundError(
    "economic series",
    text,
    held.length > 0
      ? `Held are ${held.join(", ")}; listIndicators shows all.`
      : `None is held: configure the FRED collector, or import observations.${silent ? ` ${silent}` : ""}`,
  );
}

async function nextReleaseOf(
  ctx: Context,
  { asOf }: Moment,
  { releaseId }: IndicatorSeries,
): Promise<Release | null> {
  if (releaseId === null) return null;
  const to = new Date(Date.parse(asOf) + AHEAD_MS).toISOString();
  const [next = null] = await loadReleases(ctx.db, {
    from: asOf,
    to,
    asOf,
    releaseIds: [releaseId],
    limit: 1,
  });
  return next;
}
