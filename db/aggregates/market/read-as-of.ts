import { type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Instant } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import type { FactTable } from "./store-rows.ts";

/** One question to a table of facts. Every question says as of when. */
export interface AsOfQuestion {
  /** Nothing known later is answered. */
  asOf: Instant;
  /** What else must hold, of columns that name the fact. */
  where?: SQL;
  /** What must hold of its newest revision: of columns that a later word may change. */
  holding?: SQL;
  /** Names facts that stand for one another, where several tellers tell one; the newest knowledge stands. */
  key?: readonly string[];
  /** The order of what is answered. */
  order: SQL;
  limit: number;
}

/**
 * Facts as they were known at an instant: of each, the newest revision not after it. Columns come by their names in
 * the tables' declaration, instants as ISO text.
 */
export async function readAsOf(
  db: Database | Transaction,
  { table, key }: FactTable,
  { asOf, where, holding, order, limit, key: other }: AsOfQuestion,
): Promise<Record<string, unknown>[]> {
  const named = sql.join(
    (other ?? key).map((column) => sql.identifier(column)),
    sql`, `,
  );
  const rows = await db.execute(sql`
    select * from (
      select distinct on (${named}) * from ${table}
      where known_at <= ${asOf}::text::timestamptz ${where ? sql`and ${where}` : sql``}
      order by ${named}, known_at desc
    ) known ${holding ? sql`where ${holding}` : sql``} order by ${order} limit ${limit}`);
  return [...rows].map((row) => asDeclared(table, row));
}

/** A row by the names its table declares. */
function asDeclared(table: PgTable, row: Record<string, unknown>): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(columnsOf(table))) {
    const value = row[column.name];
    told[name] = column.getSQLType().startsWith("timestamp") && value !== null ? isoOf(value) : value;
  }
  return told;
}

const columnsOf = (table: PgTable) => {
  const byName = new Map(getTableConfig(table).columns.map((column) => [column.name, column]));
  return Object.fromEntries(
    [...byName].map(([name, column]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      column,
    ]),
  );
};

const isoOf = (value: unknown): Instant => new Date(value as string | Date).toISOString();

/** A side of a window; open where none is named. */
export const within = (column: string, from?: Instant, to?: Instant): SQL =>
  sql.join(
    [
      ...(from === undefined ? [] : [sql`${sql.identifier(column)} >= ${from}::text::timestamptz`]),
      ...(to === undefined ? [] : [sql`${sql.identifier(column)} <= ${to}::text::timestamptz`]),
      sql`true`,
    ],
    sql` and `,
  );
