import type { z } from "zod";
import type { Finding, IndicatorSeries, Instant, Observation, Release, Source } from "#core/model";
import { newYorkInstant } from "../../market-calendar/index.ts";
import { publishedAt, releaseMinute } from "./release-hours.ts";
import { DateRow, ObservationRow, type ReleaseRow, type SeriesRow } from "./shapes.ts";
import type { VintageWindow } from "./vintage-windows.ts";

export const COLLECTOR = "fred";

export interface Telling {
  source: Source;
  receivedAt: Instant;
}

const FREQUENCIES: Readonly<Record<string, IndicatorSeries["frequency"]>> = {
  D: "daily",
  W: "weekly",
  BW: "biweekly",
  M: "monthly",
  Q: "quarterly",
  SA: "semiannual",
  A: "annual",
};
const ADJUSTMENTS: Readonly<Record<string, IndicatorSeries["seasonalAdjustment"]>> = {
  SA: "seasonally-adjusted",
  NSA: "not-adjusted",
  SAAR: "seasonally-adjusted-annual-rate",
};

/** A series in our words; null where its frequency is none we have a word for. */
export function toSeries(
  row: SeriesRow,
  sinceOn: string,
  release: ReleaseRow | null,
  telling: Telling,
): IndicatorSeries | null {
  const frequency = FREQUENCIES[row.frequency_short.split(",")[0]?.trim() ?? ""];
  if (!frequency) return null;
  return {
    id: row.id,
    title: row.title.slice(0, 500),
    units: row.units.slice(0, 200),
    frequency,
    seasonalAdjustment: ADJUSTMENTS[row.seasonal_adjustment_short ?? ""] ?? "unknown",
    releaseId: release ? String(release.id) : null,
    releaseName: release?.name.slice(0, 300) ?? null,
    knownAt: earlier(publishedAt(release?.name ?? null, sinceOn), telling.receivedAt),
    ...told(telling),
  };
}

/** Every value first published within a window; those told by the window before are passed over. */
export function readObservations(
  seriesId: string,
  rows: readonly unknown[],
  window: VintageWindow,
  releaseName: string | null,
  telling: Telling,
): { observations: Observation[]; findings: Finding[] } {
  const observations: Observation[] = [];
  const findings: Finding[] = [];
  rows.forEach((row, index) => {
    const read = ObservationRow.safeParse(row);
    if (!read.success) {
      findings.push(unreadable("observations", seriesId, index, read.error, telling));
      return;
    }
    const { date: periodOn, realtime_start: vintageOn, value } = read.data;
    if (window.toldOn !== null && vintageOn <= window.toldOn) return;
    const knownAt = earlier(publishedAt(releaseName, vintageOn), telling.receivedAt);
    observations.push({ seriesId, periodOn, vintageOn, value, knownAt, ...told(telling) });
  });
  return { observations, findings };
}

/** Days of releases, at their usual hour where one is known. A date that is past was known by then. */
export function readReleases(
  rows: readonly unknown[],
  telling: Telling,
): { releases: Release[]; findings: Finding[] } {
  const releases = new Map<string, Release>();
  const findings: Finding[] = [];
  rows.forEach((row, index) => {
    const read = DateRow.safeParse(row);
    if (!read.success) {
      findings.push(unreadable("releases", "", index, read.error, telling));
      return;
    }
    const { release_id: id, release_name: name, date } = read.data;
    const minute = releaseMinute(name);
    const occurredAt = newYorkInstant(date, minute ?? 0);
    releases.set(`${id} ${date}`, {
      releaseId: String(id),
      name: name.slice(0, 300),
      occurredAt,
      isTimeKnown: minute !== null,
      knownAt: earlier(occurredAt, telling.receivedAt),
      ...told(telling),
    });
  });
  return { releases: [...releases.values()], findings };
}

export const finding = (
  check: Finding["check"],
  topic: string,
  subject: string,
  detail: string,
  { receivedAt }: Telling,
): Finding => ({
  check,
  severity: "warning",
  topic,
  subject: subject.slice(0, 200),
  interval: null,
  from: null,
  to: null,
  detail: detail.slice(0, 1_000),
  collector: COLLECTOR,
  foundAt: receivedAt,
});

function unreadable(
  topic: string,
  subject: string,
  index: number,
  error: z.ZodError,
  telling: Telling,
): Finding {
  const issue = error.issues[0];
  const detail = `Row ${index + 1}: ${issue?.path.join(".") || "the row"} ${issue?.message ?? "cannot be read"}.`;
  return finding("unreadable", topic, subject, detail, telling);
}

const told = ({ source }: Telling) => ({ source, collector: COLLECTOR });

const earlier = (one: Instant, other: Instant): Instant =>
  Date.parse(one) <= Date.parse(other) ? one : other;
