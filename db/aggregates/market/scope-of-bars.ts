import { type SQL, sql } from "drizzle-orm";
import type { Bar, Instant } from "#core/model";

/** What held bars a batch could be about, in words that let the server leave other partitions alone. */
export function scopeOfBars(bars: readonly Bar[]): SQL {
  const intervals = [...new Set(bars.map(({ interval }) => interval))];
  const symbols = [...new Set(bars.map(({ symbol }) => symbol))];
  const [first, last] = spanOf(bars);
  return sql`held.interval = any(${sql.param(intervals)}::text[]) and held.symbol = any(${sql.param(symbols)}::text[])
    and held.occurred_at between ${first}::text::timestamptz and ${last}::text::timestamptz`;
}

/** Bars of a batch may come in any order. */
function spanOf(bars: readonly Bar[]): [first: Instant, last: Instant] {
  let [first = "", last = ""] = [bars[0]?.occurredAt, bars[0]?.occurredAt];
  for (const { occurredAt } of bars) {
    if (occurredAt < first) first = occurredAt;
    if (occurredAt > last) last = occurredAt;
  }
  return [first, last];
}
