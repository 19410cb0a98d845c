import { getTableColumns, is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "./open.ts";
import * as schema from "./schema/index.ts";

/** A column as both sides can say it. */
const said = (table: string, column: string, type: string, isRequired: boolean) =>
  `${table}.${column} ${type}${isRequired ? " not null" : ""}`;

/** What Postgres calls the types that Drizzle writes its own way. */
const asPostgres = (type: string): string =>
  type.replace("bigserial", "bigint").replace(/, /g, ",").replace("timestamp (3)", "timestamp(3)");

describe("the schema in code", () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openDatabase({ url: null, folder: null });
  });
  afterAll(() => database.close());

  const tables = Object.values(schema as Record<string, unknown>).filter((value) => is(value, PgTable));

  it("has every column as the migrations left it, and none besides", async () => {
    const inCode = tables.flatMap((table) =>
      Object.values(getTableColumns(table)).map((column) =>
        said(getTableConfig(table).name, column.name, asPostgres(column.getSQLType()), column.notNull),
      ),
    );
    const names = tables.map((table) => getTableConfig(table).name);
    const rows = await database.db.execute<{ line: string }>(sql`
      select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
        and c.relname in (${sql.join(
          names.map((name) => sql`${name}`),
          sql`, `,
        )})`);
    const stored = [...rows].map(({ line }) => asPostgres(line));
    expect(inCode.filter((line) => !stored.includes(line))).toEqual([]);
    expect(stored.filter((line) => !inCode.includes(line))).toEqual([]);
  });
});
