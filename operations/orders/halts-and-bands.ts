import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Instant, type Source } from "#core/model";

/** What `haltsAndBands` gives; null where it cannot be read. */
export const Trading = z
  .object({
    watch: z.object({ since: Instant, until: Instant }).nullable(),
    band: z.object({ lower: z.number(), upper: z.number(), suspended: z.boolean(), at: Instant }).nullable(),
    status: z.object({ state: z.string(), reason: z.string(), at: Instant }).nullable(),
  })
  .nullable()
  .catch(null);

/** An exchange's clock may be ahead of ours: a halt it dates so is seen at once, and the gate doubts what lies ahead. */
const AHEAD = "10 seconds";

/** Who owns a symbol's prices, and where those come from; undefined for nobody. */
export interface Owner {
  name: string | undefined;
  source: Source | undefined;
}

/**
 * The newest band and the newest halt or resumption of a symbol as its owner told them by that moment, and for how long
 * the owner's line heard them. What is newest says the exchange's clock, not the order of arrival. Halts of earlier days
 * are passed over: a band of today, which trading asks for, is told of what trades.
 * What a stand-in told is of a made-up market and says nothing of a real one.
 */
export function haltsAndBands(symbol: string, owner: Owner, at: Date): SQL {
  const now = sql`${at.toISOString()}::text::timestamptz`;
  const today = sql`(date_trunc('day', ${now} at time zone 'America/New_York') at time zone 'America/New_York')`;
  const latest = sql`${now} + ${AHEAD}::text::interval`;
  const told = sql`told.symbol = ${symbol} and told.collector = ${owner.name ?? ""}
    and (told.source in ('live', 'delayed')) = ${owner.source === "live" || owner.source === "delayed"}
    and told.occurred_at <= ${latest} and told.known_at <= ${latest}`;
  const text = (instant: SQL) => sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const newest = (table: SQL, document: SQL, order = sql``, since = sql`true`) => sql`(
    select ${document} from ${table} told where ${told} and ${since}
     order by told.occurred_at desc, ${order} told.known_at desc limit 1)`;
  return sql`jsonb_build_object(
    'watch', ${newest(
      sql`trading_watches`,
      sql`jsonb_build_object('since', ${text(sql`told.since_at`)}, 'until', ${text(sql`told.occurred_at`)})`,
    )},
    'band', ${newest(
      sql`price_bands`,
      sql`jsonb_build_object('lower', told.lower, 'upper', told.upper, 'suspended', told.is_suspended,
        'at', ${text(sql`told.occurred_at`)})`,
    )},
    'status', ${newest(
      sql`trading_statuses`,
      sql`jsonb_build_object('state', told.state, 'reason', told.reason, 'at', ${text(sql`told.occurred_at`)})`,
      sql`told.state = 'halted' desc,`,
      sql`told.occurred_at >= ${today}`,
    )})`;
}
