import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Instant } from "#core/model";

/** How the name of a run begins that asked for what is to come; the symbols it asked about follow. */
export const ACTIONS_AHEAD_JOB = "actions ahead of ";

/** What `announcedActions` gives; null where it cannot be read or nobody was asked. */
export const Announced = z
  .object({ known: z.array(z.object({ kind: z.string(), exOn: z.string() })), askedAt: Instant })
  .nullable()
  .catch(null);

/**
 * What issuers announced of a symbol from that day in New York on, whoever told it, and when its owner last told all it
 * had. A run counts when it named the symbol, went through, could read everything about it, and asked the vendor itself.
 *
 * @param owner who owns the symbol's prices; undefined for nobody
 */
export function announcedActions(symbol: string, owner: string | undefined, at: Date): SQL {
  const now = sql`${at.toISOString()}::text::timestamptz`;
  return sql`(
    select jsonb_build_object(
      'askedAt', to_char(max(run.started_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'known', (
        select coalesce(jsonb_agg(distinct jsonb_build_object('kind', told.kind, 'exOn', told.ex_on)), '[]')
          from announced_actions told
         where ${symbol} in (told.symbol, told.new_symbol) and told.known_at <= ${now}
           and told.source in ('live', 'delayed')
           and told.ex_on >= (${now} at time zone 'America/New_York')::date))
      from collector_runs run
     where run.collector = ${owner ?? ""} and run.outcome = 'done' and ${saysAllOf(symbol)} and run.started_at <= ${now}
       and starts_with(run.job, ${ACTIONS_AHEAD_JOB}) and run.job not like '%, of a stand-in'
       and run.started_at > ${now} - interval '7 days'
       and ${symbol}::text = any(string_to_array(substr(run.job, ${ACTIONS_AHEAD_JOB.length + 1}::int), ' '))
    having max(run.started_at) is not null)`;
}

/** What could not be read was of others: each finding names a ticker, and none is this one. */
const saysAllOf = (symbol: string): SQL => sql`(run.findings = 0 or (
  cardinality(run.finding_subjects) > 0 and not exists (
    select 1 from unnest(run.finding_subjects) subject
     where subject = ${symbol} or subject !~ '^[A-Z][A-Z0-9.]{0,9}$')))`;
