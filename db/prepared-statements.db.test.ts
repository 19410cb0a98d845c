import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "./open.ts";
import { keepingStatements } from "./prepared-statements.ts";

describe("a client that keeps statements", () => {
  let database: OpenDatabase;
  let client: postgres.Sql;
  beforeAll(async () => {
    database = await openDatabase({ url: null, folder: null });
    client = postgres(database.url, { max: 1 });
  });
  afterAll(async () => {
    await client.end();
    await database.close();
  });

  /** The statements of these tests that the server keeps the plan of. */
  const kept = async () =>
    (await client`select statement from pg_prepared_statements where statement like 'select % as answer'`)
      .map(({ statement }) => statement as string)
      .sort();

  it("keeps each up to its ceiling and answers the others as before, in and out of transactions", async () => {
    const db = drizzle(keepingStatements(client, 2));
    const answers = [];
    for (const more of [0, 1, 2])
      for (const given of [1, 2]) {
        const query = sql`select ${given}::int + ${sql.raw(String(more))} as answer`;
        const [row] = await db.transaction((tx) => tx.transaction((inner) => inner.execute(query)));
        answers.push(row?.answer);
      }
    expect(answers).toEqual([1, 2, 2, 3, 3, 4]);
    expect(await kept()).toEqual(["select $1::int + 0 as answer", "select $1::int + 1 as answer"]);
  });
});
