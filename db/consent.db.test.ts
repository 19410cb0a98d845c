import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import { type OpenDatabase, openDatabase } from "./open.ts";
import { AttackedGate, openAttacked } from "./testing/attacked-gate.ts";

const TAMPERS = 250;
/** Every row between the yes and the order, by the name of its key. */
const ROWS = {
  proposals: "id",
  approval_requests: "proposal_id",
  approvals: "proposal_id",
  clearances: "proposal_id",
  verdicts: "proposal_id",
} as const;
type Table = keyof typeof ROWS;
/** Other values by type; what a column does not take is refused by itself. */
const VALUES: Record<string, string[]> = {
  text: [
    "'x'",
    "'sell'",
    "'MSFT'",
    "'market'",
    "'tess'",
    "'bob'",
    "'void'",
    "'approved'",
    "'paper'",
    "repeat('0', 64)",
    "null",
  ],
  numeric: ["1", "51", "100.01", "-5", "'NaN'", "null"],
  integer: ["0", "1", "2", "99"],
  bigint: ["0", "1", "99"],
  boolean: ["true", "false", "null"],
  jsonb: ["'[]'", "'{}'", "'[\"prp_other\"]'"],
  ARRAY: ["'{}'", "array['ann']"],
  "timestamp with time zone": ["now() - interval '1 day'", "now() + interval '1 day'", "null"],
};

describe("consent in the database", () => {
  let opened: OpenDatabase;
  let sql: Sql;
  beforeAll(async () => {
    opened = await openDatabase({ url: null, folder: null });
    sql = await openAttacked(opened);
  });
  afterAll(async () => {
    await sql.end();
    await opened.close();
  });

  it("is to exactly the order that is placed, whatever column of whatever row is forged", async () => {
    const columns = await sql`select table_name as table, column_name as name, data_type as type
      from information_schema.columns where table_schema = 'public' and table_name in ${sql(Object.keys(ROWS))}
        and is_generated = 'NEVER' order by 1, 2`;
    const random = randomOf("13");
    const any = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const outcomes = { placed: 0, refused: 0, other: [] as string[] };
    await sql`begin`;
    const gate = new AttackedGate(sql);
    const account = await gate.account();
    const wish = await gate.approved(await gate.cleared(account, { q: 50 }), "ann");
    const [row] = await sql`select order_hash as hash from proposals where id = ${wish.proposal}`;
    for (let tried = 0; tried < TAMPERS; tried++) {
      await sql`savepoint tamper`;
      const forged: string[] = [];
      try {
        for (let change = 0; change <= tried % 2; change++) {
          const column = any(columns) as unknown as { table: Table; name: string; type: string };
          const value = any(VALUES[column.type] ?? ["null"]);
          forged.push(`${column.table}.${column.name} = ${value}`);
          await gate.forge(
            `update ${column.table} set ${column.name} = ${value} where ${ROWS[column.table]} = '${wish.proposal}'`,
          );
        }
        await gate.copyOf(wish);
        const [placed] =
          await sql`select qd_hash_of(o) as hash from orders o where proposal_id = ${wish.proposal}`;
        if (!placed) outcomes.refused++;
        else if (placed.hash === row?.hash) outcomes.placed++;
        else outcomes.other.push(forged.join(", "));
      } catch {
        outcomes.refused++;
      }
      await sql`rollback to savepoint tamper`;
    }
    await sql`rollback`;
    console.log(
      `consent: ${TAMPERS} forgeries, ${outcomes.refused} refused, ${outcomes.placed} placed as approved`,
    );
    expect(outcomes.other).toEqual([]);
    expect(outcomes.refused).toBeGreaterThan(TAMPERS / 4);
    expect(outcomes.placed).toBeGreaterThan(0);
  }, 120_000);
});
