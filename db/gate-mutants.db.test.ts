import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "./open.ts";
import { AttackedGate, openAttacked } from "./testing/attacked-gate.ts";
import { GATE_ATTACKS } from "./testing/gate-attacks.ts";
import { gateMutants } from "./testing/gate-mutants.ts";

/** Mutants no attack can see, each with the reason. */
const NO_NEW_ROW =
  "a delete has no new row, so the comparison with the old one refuses it with the same code";
const NEVER_EXACTLY = "the server's clock does not stand still long enough to meet an instant exactly";
const EQUIVALENT: Record<string, string> = {
  "qd_accounts_guarded: …if tg_op = 'DELETE' then [raise exception 'LEDGER_FROZEN: accounts are never deleted'; → null;] end if; ":
    NO_NEW_ROW,
  "qd_clearances_frozen: …talog, public as $$ begin if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_equity_guarded: …if tg_op = 'DELETE' then [raise exception 'LEDGER_FROZEN: a day of equity is never deleted'; → null;] end if; ":
    NO_NEW_ROW,
  "qd_executions_guarded: …als; held accounts; begin if[tg_op = 'DELETE' → false]or (new.id, ": NO_NEW_ROW,
  "qd_slices_guarded: …return new; end if; if[tg_op = 'DELETE' → false]or old.statu": NO_NEW_ROW,
  "qd_orders_frozen: …if tg_op = 'DELETE' then [raise exception 'GATE_IMMUTABLE: orders are never deleted'; → null;] end if; ":
    NO_NEW_ROW,
  "qd_positions_guarded: …if tg_op = 'DELETE' then [raise exception 'LEDGER_FROZEN: positions are never deleted'; → null;] end if; ":
    NO_NEW_ROW,
  "qd_proposals_frozen: …talog, public as $$ begin if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_requests_frozen: …talog, public as $$ begin if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_use_clearance: …at is null and issued_at [< → <=] clock_times": NEVER_EXACTLY,
  "qd_use_clearance: …1 millisecond' and expires_at [> → >=] clock_times": NEVER_EXACTLY,
  "qd_delegations_frozen: …talog, public as $$ begin if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_standing_guarded: …return new; end if; if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_require_approvals: …hash = proposal.order_hash and[vote.decision = 'approve' → true]and qd_vote_":
    "the only other vote is a decline, and one of those has refused already",
};

describe("the gate with one thing wrong", () => {
  let opened: OpenDatabase;
  let sql: Sql;
  let attacks = GATE_ATTACKS;

  beforeAll(async () => {
    opened = await openDatabase({ url: null, folder: null });
    sql = await openAttacked(opened);
  });
  afterAll(async () => {
    await sql.end();
    await opened.close();
  });

  /** @returns the attack that noticed, or null */
  async function noticedBy(statement: string): Promise<string | null> {
    await sql`begin`;
    try {
      await sql.unsafe(statement);
      for (const attack of attacks) {
        await sql`savepoint before_attack`;
        const hole = await attack.run(new AttackedGate(sql)).catch((error: Error) => error);
        await sql`rollback to savepoint before_attack`;
        if (!hole) continue;
        // Its neighbours are likely to fall to the same one.
        attacks = [attack, ...attacks.filter((other) => other !== attack)];
        return attack.name;
      }
      return null;
    } finally {
      await sql`rollback`;
    }
  }

  it("is found out, whatever condition, refusal, boundary or sum it is", async () => {
    const survivors: string[] = [];
    const mutants = gateMutants();
    for (const { name, statement } of mutants)
      if ((await noticedBy(statement)) === null) survivors.push(name);
    console.log(`gate mutants: ${mutants.length - survivors.length} of ${mutants.length} found out`);
    expect(survivors.sort()).toEqual(Object.keys(EQUIVALENT).sort());
  }, 300_000);

  it("is found out when any of its triggers is missing", async () => {
    const triggers = await sql`select tgname as name, tgrelid::regclass::text as on_table from pg_trigger
      where not tgisinternal and tgname like 'qd\_%'`;
    const survivors: string[] = [];
    for (const { name, on_table } of triggers)
      if ((await noticedBy(`drop trigger ${name} on ${on_table}`)) === null)
        survivors.push(`${name} on ${on_table}`);
    expect(triggers.length).toBeGreaterThan(30);
    expect(survivors).toEqual([]);
  }, 120_000);
});
