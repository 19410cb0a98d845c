import type { Bar, FactBatch, Instant } from "#core/model";

/** A day of January 2026. */
export const at = (day: number, hour = 0): Instant => new Date(Date.UTC(2026, 0, day, hour)).toISOString();
export const bar = (day: number, close: number, more: Partial<Bar> = {}): Bar => ({
  symbol: "AAPL",
  interval: "1d",
  occurredAt: at(day, 21),
  knownAt: at(day, 21),
  open: close,
  high: close,
  low: close,
  close,
  volume: 100,
  source: "delayed",
  collector: "yahoo",
  ...more,
});
export const batch = (receivedAt: Instant, facts: Omit<FactBatch, "receivedAt" | "articles">) => ({
  receivedAt,
  ...facts,
});
