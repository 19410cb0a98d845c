import { type Adjustment, adjustBars } from "#core/market-data";
import { type AnnouncedAction, type Bar, type Instant, type Interval, InvalidInputError } from "#core/model";
import { barCoverage, insertBars, loadActions, loadBars, OWN_COLLECTOR } from "#db";
import type { Context } from "../context.ts";
import { type Moment, momentOf, readAt } from "./moment.ts";

const EARLIEST: Instant = "1990-01-01T00:00:00.000Z";
/** Minute bars are collected for the stretch asked for, days at most. */
const MAX_MINUTE_SPAN_MS = 10 * 86_400_000;

export interface BarWindow {
  symbol: string;
  interval: Interval;
  from?: Instant;
  to?: Instant;
  asOf?: Instant;
  /** By splits when left out: prices that a split alone moved are no moves. */
  adjust?: Adjustment["mode"];
}

/**
 * Brings the store up to date for a series, then reads it as it was known at `asOf`, adjusted by what had been
 * announced then. Oldest first.
 *
 * @throws InvalidInputError when the window is upside down, in the future or too long for minutes
 */
export async function collectBars(ctx: Context, window: BarWindow, limit: number): Promise<Bar[]> {
  const now = ctx.clock.now().toISOString();
  const asOf = window.asOf && window.asOf < now ? window.asOf : now;
  const to = window.to && window.to < asOf ? window.to : asOf;
  const from = window.from ?? (window.interval === "1m" ? back(to, 86_400_000) : EARLIEST);
  const isStored = ctx.market.isStored?.(window.symbol) ?? false;
  assertWindow(window, from, to, isStored);
  const stored = window.interval === "1w" ? "1d" : window.interval;
  if (!isStored) await fillStore(ctx, window.symbol, stored, from, now);
  // An instrument has one owner: what another teller says of it is held as well, and is no part of its series.
  const query = { symbol: window.symbol, interval: stored, from, to, asOf, limit };
  const bars = isStored
    ? (await ctx.market.bars(window.symbol, stored, from, to, asOf)).slice(-limit)
    : await loadBars(ctx.db, { ...query, collectors: [OWN_COLLECTOR] });
  const mode = window.adjust ?? "splits";
  if (mode === "raw" || bars.length === 0) return bars;
  return adjustBars(bars, await actionsOf(ctx, momentOf(ctx, window.asOf), window.symbol), { mode, asOf });
}

/** What the issuer had announced, earliest ex-day first. */
export const actionsOf = (ctx: Context, moment: Moment, symbol: string): Promise<AnnouncedAction[]> =>
  readAt(ctx, moment, ["actions", symbol], "reference", () =>
    loadActions(ctx.db, { symbol, asOf: moment.asOf }),
  );

function assertWindow(window: BarWindow, from: Instant, to: Instant, isStored: boolean): void {
  if (from > to)
    throw new InvalidInputError({
      what: `The window from ${from} to ${to} holds no time.`,
      why:
        window.from && window.to && window.from > window.to
          ? "It begins after it ends."
          : "It lies after what is known.",
      fix: "Give a from that is before to, and both before now.",
    });
  if (!isStored && window.interval === "1m" && Date.parse(to) - Date.parse(from) > MAX_MINUTE_SPAN_MS)
    throw new InvalidInputError({
      what: "Minute bars were asked for over more than 10 days.",
      why: "They are kept for recent days only.",
      fix: "Shorten the window, or ask for daily bars.",
    });
}

/** Asks the collector for what the store does not hold at either end of the series. */
async function fillStore(
  ctx: Context,
  symbol: string,
  interval: Interval,
  from: Instant,
  now: Instant,
): Promise<void> {
  const held = await barCoverage(ctx.db, symbol, interval);
  const missing: [Instant, Instant][] = [];
  if (!held) missing.push([interval === "1m" ? from : EARLIEST, now]);
  else {
    if (interval === "1m" && from < held.first) missing.push([from, held.first]);
    missing.push([held.last, now]);
  }
  for (const [start, end] of missing) {
    const collected = await ctx.market.bars(symbol, interval, start, end, now);
    const fresh = held
      ? collected.filter((bar) => bar.occurredAt < held.first || bar.occurredAt > held.last)
      : collected;
    await insertBars(ctx.db, fresh);
  }
}

const back = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) - ms).toISOString();
