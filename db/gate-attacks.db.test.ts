import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "./open.ts";
import { AttackedGate, GateHole, openAttacked } from "./testing/attacked-gate.ts";
import { DATABASES } from "./testing/databases.ts";
import { GATE_ATTACKS } from "./testing/gate-attacks.ts";

describe.each(DATABASES)("the gate on the $name database, attacked", ({ open }) => {
  let opened: OpenDatabase;
  let sql: Sql;

  beforeAll(async () => {
    opened = await open();
    sql = await openAttacked(opened);
  });
  afterAll(async () => {
    await sql.end();
    await opened.close();
  });

  it.each(GATE_ATTACKS)("$name", async ({ run }) => {
    await sql`begin`;
    try {
      await expect(run(new AttackedGate(sql))).resolves.toBeUndefined();
    } finally {
      await sql`rollback`;
    }
  });

  it("would be seen to have a hole", async () => {
    const gate = new AttackedGate(sql);
    await sql`begin`;
    await expect(gate.refuses("GATE_", async () => {})).rejects.toThrow(GateHole);
    await expect(gate.allows(() => sql`select 1 / 0`)).rejects.toThrow(GateHole);
    await sql`rollback`;
  });
});
