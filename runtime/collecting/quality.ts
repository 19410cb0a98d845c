import { inspectBars } from "#core/market-data";
import type { Bar, Finding, Interval } from "#core/model";
import { loadActions, loadBars } from "#db";
import { contextFor, type Desk, recordFacts, systemActor } from "#operations";
import type { Config } from "../config/config.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How often what was stored is looked at; the same finding is kept once. */
export const QUALITY_EVERY_MS = 6 * HOUR_MS;
/** How far back each look goes, by the length of the bars, ms. */
const SLOW_BACK_MS = 60 * DAY_MS;
const INTRADAY_BACK_MS = 3 * DAY_MS;
/** A bar is missed only when it is so late, ms. */
const GRACE_MS = 2 * HOUR_MS;
const MOST_BARS = 10_000;

/** Looks at the bars vendors told lately, and records what a person should know of them. @returns what was seen */
export async function inspectStore(desk: Desk, { market }: Config): Promise<string> {
  const now = desk.clock.now();
  const findings: Finding[] = [];
  let looked = 0;
  for (const name of ["alpaca", "yahoo"] as const) {
    const { enabled, symbols, intervals, backfillFrom } = market.vendors[name];
    if (!enabled) continue;
    for (const symbol of symbols)
      for (const interval of intervals) {
        const window = windowOf(interval, Date.parse(backfillFrom), now);
        const bars = await barsOf(desk, { symbol, interval, collector: name, ...window }, now);
        const actions = await loadActions(desk.db, { symbol, asOf: now.toISOString() });
        const foundAt = now.toISOString();
        looked += bars.length;
        findings.push(...inspectBars(bars, { foundAt, collector: name, actions, ...window }));
      }
  }
  if (findings.length > 0)
    await recordFacts.perform(contextFor(desk, systemActor("collector")), {
      receivedAt: now.toISOString(),
      findings,
    });
  return `looked at ${looked} bars, ${findings.length} findings`;
}

interface Series {
  symbol: string;
  interval: Interval;
  collector: string;
  from: string;
  to: string;
}

function barsOf(desk: Desk, { collector, ...series }: Series, now: Date): Promise<Bar[]> {
  return loadBars(desk.db, {
    ...series,
    asOf: now.toISOString(),
    limit: MOST_BARS,
    collectors: [collector],
  });
}

function windowOf(interval: Interval, beginMs: number, now: Date): { from: string; to: string } {
  const isSlow = interval === "1d" || interval === "1w" || interval === "1mo";
  const back = now.getTime() - (isSlow ? SLOW_BACK_MS : INTRADAY_BACK_MS);
  const to = now.getTime() - GRACE_MS;
  return {
    from: new Date(Math.min(to, Math.max(back, beginMs))).toISOString(),
    to: new Date(to).toISOString(),
  };
}
