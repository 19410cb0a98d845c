import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { getTableConfig } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Instant } from "#core/model";
import type { Database, Transaction } from "../../open.ts";

/** What became of the rows of a batch. */
export interface StoredCount {
  /** Told for the first time. */
  new: number;
  /** Held with another value: kept as known from their receipt. */
  revised: number;
  /** Held already, or told twice in the batch. */
  same: number;
}

export const noneStored = (): StoredCount => ({ new: 0, revised: 0, same: 0 });

/** How a table tells one fact from another, and what may change about it; columns as the database calls them. */
export interface FactTable {
  table: PgTable;
  /** What names the fact, its teller among it; without known_at. */
  key: readonly string[];
}

const Counts = z.array(z.object({ new: z.number(), revised: z.number(), same: z.number() })).length(1);
/** Rows per statement. */
const BATCH = 5_000;

/**
 * Stores facts as they became known. One told for the first time is known from its own `known_at`; one that differs
 * from what was held when it was received is known from its receipt; the same again changes nothing, so a batch may be
 * told any number of times. Of a fact told twice at the same instant the last word counts.
 *
 * @param rows objects with the columns' names as keys
 */
export async function storeRows(
  db: Database | Transaction,
  facts: FactTable,
  rows: readonly object[],
  receivedAt: Instant,
  scope?: SQL,
): Promise<StoredCount> {
  const total = noneStored();
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    const { name } = getTableConfig(facts.table);
    const told = sql`jsonb_populate_recordset(null::${sql.identifier(name)}, ${JSON.stringify(batch)}::text::jsonb) with ordinality`;
    const counted = await db.execute(storing(facts, told, receivedAt, scope));
    const [count] = Counts.parse([...counted]);
    if (!count) throw new Error("a batch was stored without a count");
    total.new += count.new;
    total.revised += count.revised;
    total.same += count.same + batch.length - count.new - count.revised - count.same;
  }
  return total;
}

/**
 * The statement that takes told rows over into their table.
 *
 * @param told rows with an `ordinality`
 * @param scope of what is `held`, all that these rows could be about, where that is little more than they are: it is
 * then read once, and not looked up row by row
 */
export function storing({ table, key }: FactTable, told: SQL, receivedAt: Instant, scope?: SQL): SQL {
  const { name, columns } = getTableConfig(table);
  const names = columns.map((column) => column.name).filter((column) => column !== "known_at");
  const values = names.filter((column) => !key.includes(column) && !isGenerated(table, column));
  const list = (of: readonly string[], alias?: string) =>
    sql.join(
      of.map((column) =>
        alias ? sql`${sql.identifier(alias)}.${sql.identifier(column)}` : sql.identifier(column),
      ),
      sql`, `,
    );
  const isSameFact = sql.join(
    key.map((column) => sql`held.${sql.identifier(column)} = told.${sql.identifier(column)}`),
    sql` and `,
  );
  const receipt = sql`${receivedAt}::text::timestamptz`;
  const heldByKey = sql`lateral (
        select * from ${sql.identifier(name)} held
        where ${isSameFact} and held.known_at <= greatest(told.known_at, ${receipt})
        order by held.known_at desc limit 1
      ) before on true`;
  const heldWithin = sql`(
        select distinct on (${list(key)}) * from ${sql.identifier(name)} held
        where ${scope} and held.known_at <= ${receipt} order by ${list(key)}, held.known_at desc
      ) before on ${sql.join(
        key.map((column) => sql`before.${sql.identifier(column)} = told.${sql.identifier(column)}`),
        sql` and `,
      )}`;
  // Words of the same millisecond have no order of their own: the last one stands.
  const replaced = sql.join(
    values.map((column) => sql`${sql.identifier(column)} = excluded.${sql.identifier(column)}`),
    sql`, `,
  );
  return sql`
    with told as (
      select distinct on (${list(key)}) * from ${told} order by ${list(key)}, ordinality desc
    ), judged as (
      select told.*, before.known_at as held_at, (${list(values, "before")}) is distinct from (${list(values, "told")}) as differs
      from told left join ${scope ? heldWithin : heldByKey}
    ), stored as (
      insert into ${sql.identifier(name)} (${list(names)}, known_at)
      select ${list(names)}, case when held_at is null then known_at else greatest(known_at, ${receipt}) end
      from judged where held_at is null or differs
      on conflict (${list([...key, "known_at"])}) do update set ${replaced}
    )
    select count(*) filter (where held_at is null)::int as new,
      count(*) filter (where held_at is not null and differs)::int as revised,
      count(*) filter (where held_at is not null and not differs)::int as same
    from judged`;
}

const isGenerated = (table: PgTable, column: string): boolean =>
  getTableConfig(table).columns.some((each) => each.name === column && each.getSQLType() === "bigserial");
