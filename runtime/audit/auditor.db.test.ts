import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadAccount } from "#db";
import { readSettings } from "../config/environment.ts";
import { openRestingDesk, type RestingDesk } from "../testing/resting-desk.ts";
import { Auditor } from "./auditor.ts";
import { haltIfTampered } from "./halt-if-tampered.ts";

let desk: RestingDesk;
let sql: Sql;
let home: string;
let auditor: Auditor;
beforeAll(async () => {
  desk = await openRestingDesk();
  sql = postgres(desk.database.url, { max: 1, onnotice: () => {} });
  for (const quantity of ["1", "2", "3"]) await desk.wish({ symbol: "KO", quantity });
});
afterAll(async () => {
  await sql.end();
  await desk.close();
});
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "quarterdeck-audit-"));
  auditor = new Auditor(desk.desk.db, desk.clock, {
    keyFile: join(home, "key.pem"),
    folders: [join(home, "here"), join(home, "there")],
  });
  expect(await auditor.sign("start")).toBe(2);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = (folder: string) => join(home, folder, "audit-checkpoints.jsonl");

/** Changes rows as the database's owner could, looks, and puts everything back. */
async function forged(statement: string, signsBefore = false) {
  await sql`create table kept as select * from audit`;
  await sql`create table kept_head as select * from audit_head`;
  if (signsBefore) await auditor.sign("interval");
  await sql`set session_replication_role = replica`;
  try {
    await sql.unsafe(statement);
    return (await auditor.verify()).broken;
  } finally {
    await sql.unsafe(`delete from audit; insert into audit select * from kept; delete from audit_head;
      insert into audit_head select * from kept_head; drop table kept; drop table kept_head`);
    await sql`set session_replication_role = origin`;
  }
}
/** The owner computes every hash anew, with the database's own function. */
const RECHAIN = `do $$ declare a audit; before text := repeat('0', 64); begin
  for a in select * from audit order by seq loop
    a.previous_hash := before; a.hash := qd_audit_hash(a);
    update audit set previous_hash = a.previous_hash, hash = a.hash where seq = a.seq; before := a.hash;
  end loop;
  update audit_head set hash = before, seq = (select max(seq) from audit); end $$`;

describe("the audit and what was signed of it", () => {
  it("agree entry by entry with hashes computed outside the database, in every folder", async () => {
    const report = await auditor.verify();
    expect(report).toMatchObject({ intact: true, broken: null, faults: [], checkpoints: 2 });
    expect(report.entries).toBeGreaterThan(5);
    expect(statSync(join(home, "key.pem")).mode & 0o777).toBe(0o600);
    expect(await auditor.sign("interval")).toBe(0);
  });

  it.each([
    ["an edit", "update audit set actor = 'x' where seq = 2", "its content was changed"],
    ["a deletion", "delete from audit where seq = 3", "an entry before this one is missing"],
    [
      "a swap",
      "update audit set seq = -2 where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = -2",
      "it does not follow the entry before it",
    ],
    [
      "a cut tail, head and all",
      "delete from audit where seq > 4; update audit_head set (seq, hash) = (select seq, hash from audit where seq = 4)",
      "entries that were signed outside are missing: the chain was cut",
    ],
    [
      "an emptied table",
      "delete from audit; update audit_head set seq = 0, hash = repeat('0', 64)",
      "entries that were signed outside are missing: the chain was cut",
    ],
    [
      "a whole rewrite",
      `update audit set actor = 'x' where seq = 2; ${RECHAIN}`,
      "it is not the entry that was signed outside: the chain was rewritten",
    ],
    [
      "a verify that was replaced in the database",
      "update audit set actor = 'x' where seq = 2; create or replace function qd_audit_break() returns table (seq bigint, reason text) language sql as 'select null::bigint, null where false'",
      "its content was changed",
    ],
  ])("show %s", async (_what, statement, reason) => {
    expect(await forged(statement)).toMatchObject({ reason });
  });

  it("stop the desk at its start when they differ, and only then", async () => {
    const settings = {
      ...readSettings({}),
      audit: { keyFile: join(home, "key.pem"), folders: [join(home, "here")] },
    };
    const state = async () =>
      (await desk.desk.db.transaction((tx) => loadAccount(tx, "paper")))?.tradingState;
    await haltIfTampered(desk, settings);
    expect(await state()).toBe("ACTIVE");
    writeFileSync(file("here"), readFileSync(file("here"), "utf8").replace(/"seq":\d+/, '"seq":1'));
    await haltIfTampered(desk, settings);
    expect(await state()).toBe("HALTED");
  });
});

describe("a file of checkpoints", () => {
  const reportOn = async (change: (text: string) => string, folder = "there") => {
    writeFileSync(file(folder), change(readFileSync(file(folder), "utf8")));
    return auditor.verify();
  };
  /** A second checkpoint, so that the first can be taken out. */
  const grow = async () => {
    await desk.wish({ symbol: "XOM", quantity: "1" }).catch(() => "");
    await auditor.sign("interval");
  };

  it("is not believed with a line changed, taken out, repeated, or signed by another key", async () => {
    await grow();
    const lines = (text: string) => text.trimEnd().split("\n");
    const text = readFileSync(file("there"), "utf8");
    for (const change of [
      (t: string) => t.replace(/"hash":"./, '"hash":"0'),
      (t: string) => `${lines(t).slice(1).join("\n")}\n`,
      (t: string) => `${t}${lines(t)[0]}\n`,
      () => "{}\n",
    ]) {
      const report = await reportOn(change);
      expect(report.intact).toBe(false);
      expect(report.faults).toHaveLength(1);
      writeFileSync(file("there"), text);
    }
    const other = new Auditor(desk.desk.db, desk.clock, {
      keyFile: join(home, "other.pem"),
      folders: [join(home, "there")],
    });
    await desk.wish({ symbol: "XOM", quantity: "2" }).catch(() => "");
    await other.sign("interval");
    expect((await auditor.verify()).faults).toEqual([expect.stringContaining("another key signed it")]);
  });

  it("is believed after the key was renewed, from the first key on, and by no other", async () => {
    const { publicKey } = await auditor.verify();
    const next = await auditor.renewKey();
    await desk.wish({ symbol: "XOM", quantity: "3" }).catch(() => "");
    await auditor.sign("interval");
    expect(next).not.toBe(publicKey);
    expect(await auditor.verify(publicKey)).toMatchObject({ intact: true, publicKey: next });
    expect((await auditor.verify(next)).intact).toBe(false);
  });

  it("gains a checkpoint at the close of the exchange, even where nothing happened", async () => {
    desk.clock.set("2026-11-25T20:59:59.000Z");
    await auditor.sign("interval");
    desk.clock.set("2026-11-25T21:00:00.000Z");
    expect(await auditor.sign("interval")).toBe(2);
    expect(readFileSync(file("here"), "utf8")).toContain('"why":"close"');
    expect(await auditor.sign("interval")).toBe(0);
  });
});
