import { ago, day } from "../../lib/formats.ts";

const MONTHS = { "1M": 1, "6M": 6, "1Y": 12, "5Y": 60 } as const;

export type Span = keyof typeof MONTHS;
export const SPANS = Object.keys(MONTHS) as Span[];

/** Daily bars that surely cover a span: a month has at most 23 sessions. */
export const mostBarsOf = (span: Span): number => MONTHS[span] * 23;

/** The instant written in a date-and-time field in the reader's zone; null while it is not a whole one. */
export function instantOf(text: string): string | null {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** A search parameter as an instant, or undefined where somebody wrote something else there. */
export function instantIn(text: unknown): string | undefined {
  return typeof text === "string" ? (instantOf(text) ?? undefined) : undefined;
}

/** Those of the last months before the newest one. A history that ended long ago is shown up to its own end. */
export function within<Dated extends { occurredAt: string }>(bars: readonly Dated[], span: Span): Dated[] {
  const last = bars.at(-1);
  if (!last) return [];
  const from = new Date(last.occurredAt);
  from.setUTCMonth(from.getUTCMonth() - MONTHS[span]);
  return bars.filter(({ occurredAt }) => occurredAt >= from.toISOString());
}

/** How long ago; after a season the day itself. */
export const age = (at: string, now: Date): string =>
  now.getTime() - Date.parse(at) > SEASON_MS ? day(at) : ago(at, now);
const SEASON_MS = 90 * 86_400_000;

/** A day so many days from another, as 2026-11-27. */
export const dayFrom = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);
