import { type Adjustment, resample } from "#core/market-data";
import type { Bar, Instant, Interval } from "#core/model";
import type { Context } from "../context.ts";
import { collectBars } from "./collect-bars.ts";
import { momentOf, readAt } from "./moment.ts";

/** What longer bars are made of where they are not kept themselves, and how many go into one at most. */
const MADE_OF: Partial<Record<Interval, { of: "1m" | "1d"; parts: number }>> = {
  "5m": { of: "1m", parts: 5 },
  "15m": { of: "1m", parts: 15 },
  "30m": { of: "1m", parts: 30 },
  "1h": { of: "1m", parts: 60 },
  "1w": { of: "1d", parts: 7 },
  "1mo": { of: "1d", parts: 23 },
};
/** Minutes are kept for some days; a window without a beginning reaches so far back. */
const MINUTES_BACK_MS = 9 * 86_400_000;

/** Longer answers are not kept in between: one would push out a hundred others. */
const MOST_KEPT = 10_000;

export interface BarWish {
  symbol: string;
  interval: Interval;
  from?: Instant;
  to?: Instant;
  asOf?: Instant;
  /** By splits when left out. */
  adjust?: Adjustment["mode"];
  /** The newest so many. */
  limit: number;
}

/** Bars as they were known, oldest first, made of shorter ones where the interval itself is not kept. */
export function barsOf(ctx: Context, wish: BarWish): Promise<Bar[]> {
  const { symbol, interval, from, to, limit } = wish;
  const moment = momentOf(ctx, wish.asOf);
  const words = ["bars", symbol, interval, from, to, wish.adjust, limit] as const;
  const load = async () => {
    const made = MADE_OF[interval];
    if (!made) return collectBars(ctx, wish, limit);
    const kept = ctx.market.isStored?.(symbol) ? await collectBars(ctx, wish, limit) : [];
    return kept.length > 0 ? kept : madeOf(ctx, { ...wish, asOf: moment.asOf }, made);
  };
  return limit > MOST_KEPT ? load() : readAt(ctx, moment, words, "open-window", load);
}

async function madeOf(
  ctx: Context,
  wish: BarWish & { asOf: Instant },
  { of, parts }: { of: "1m" | "1d"; parts: number },
): Promise<Bar[]> {
  const end = wish.to && wish.to < wish.asOf ? wish.to : wish.asOf;
  const from =
    wish.from ?? (of === "1m" ? new Date(Date.parse(end) - MINUTES_BACK_MS).toISOString() : undefined);
  // One more than is asked for: the oldest may begin in the middle of a longer one.
  const found = await collectBars(ctx, { ...wish, from, interval: of }, (wish.limit + 1) * parts);
  const bars: Bar[] = resample(found, wish.interval, { asOf: end });
  return bars.slice(-wish.limit);
}
