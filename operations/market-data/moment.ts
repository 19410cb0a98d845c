import { type FactKind, type Freshness, freshnessOf } from "#core/market-data";
import type { Instant, Source } from "#core/model";
import type { Context } from "../context.ts";
import type { Lifetime } from "./cache/data-cache.ts";

/** When a read stands: at an instant of the past, or now. */
export interface Moment {
  asOf: Instant;
  isNow: boolean;
}

/** The instant asked for; now where none is, and where one is asked that has not come yet. */
export function momentOf(ctx: Context, asOf?: Instant): Moment {
  const now = ctx.clock.now().toISOString();
  return asOf !== undefined && asOf < now ? { asOf, isNow: false } : { asOf: now, isNow: true };
}

/**
 * Reads through the cache. A read of now is kept as such, for as long as it lives; one of the past by its instant.
 *
 * @param words topic and subject first, then whatever else the answer depends on
 */
export function readAt<T>(
  ctx: Context,
  moment: Moment,
  words: readonly [topic: string, subject: string, ...rest: (string | number | undefined)[]],
  whileNow: Lifetime,
  load: () => Promise<T>,
): Promise<T> {
  const key = [...words, moment.isNow ? "now" : moment.asOf]
    .map((word) => encodeURIComponent(word ?? ""))
    .join(":");
  return ctx.cache.get(key, moment.isNow ? whileNow : "closed-history", load);
}

/** What an answer says of its own age and of the vendors behind it. */
export function freshnessAt(
  ctx: Context,
  moment: Moment,
  read: FactKind,
  newest: { occurredAt: Instant; source: Source; collector?: string | null } | null | undefined,
): Freshness {
  return freshnessOf({ ...moment, read, newest: newest ?? null, vendors: ctx.vendors?.() ?? [] });
}
