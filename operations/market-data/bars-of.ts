import { resampleWeekly } from "#core/market-data";
import type { Bar, Instant, Interval } from "#core/model";
import type { Context } from "../context.ts";
import { collectBars } from "./collect-bars.ts";
import { momentOf, readAt } from "./moment.ts";

/** Trading days in a week, for reading enough daily bars to make the weeks asked for. */
const DAYS_PER_WEEK = 5;

export interface BarWish {
  symbol: string;
  interval: Interval;
  from?: Instant;
  to?: Instant;
  asOf?: Instant;
  /** The newest so many. */
  limit: number;
}

/** Bars as they were known, oldest first, made of shorter ones where the interval itself is not kept. */
export function barsOf(ctx: Context, wish: BarWish): Promise<Bar[]> {
  const { symbol, interval, from, to, limit } = wish;
  const words = ["bars", symbol, interval, from, to, limit] as const;
  return readAt(ctx, momentOf(ctx, wish.asOf), words, "open-window", async () => {
    const perBar = interval === "1w" ? DAYS_PER_WEEK : 1;
    const found = await collectBars(ctx, wish, limit * perBar);
    return (interval === "1w" ? resampleWeekly(found) : found).slice(-limit);
  });
}
