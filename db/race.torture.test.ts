import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RiskLimits } from "#core/model";
import { insertLimits } from "./aggregates/index.ts";
import type { OpenDatabase } from "./open.ts";
import { SERVER } from "./testing/databases.ts";
import { gateFunctions } from "./testing/gate-mutants.ts";
import { createPlaceFunction } from "./testing/place-by-sql.ts";

const CONNECTIONS = 32;
/** Raise QUARTERDECK_TORTURE for a long run. */
const ROUNDS = 1_000 * Number(process.env.QUARTERDECK_TORTURE ?? 1);
/** Orders of 10 against a limit of 100: ten fit, whatever the order they come in. */
const STEP = 10;
const LIMIT = 100;
const WRONG_ROUNDS = 40;

/** Designs that look right and are not: check first, then insert. The harness must see each of them fail. */
const KNOWN_WRONG: Record<
  string,
  { setUp?: string; place: (tx: Sql, round: number) => Promise<unknown>; isolation?: string }
> = {
  "check, then insert, in Read Committed": { place: checkThenInsert },
  "check, then insert, in Repeatable Read": {
    isolation: "isolation level repeatable read",
    place: checkThenInsert,
  },
  "an advisory lock inside Repeatable Read": {
    isolation: "isolation level repeatable read",
    place: async (tx, round) => {
      await tx`select 1`;
      await tx`select pg_advisory_xact_lock(${round})`;
      await checkThenInsert(tx, round);
    },
  },
  "a session's lock that is given back before the commit": {
    place: async (tx, round) => {
      await tx`select pg_advisory_lock(${round})`;
      await checkThenInsert(tx, round);
      await tx`select pg_advisory_unlock(${round})`;
      await tx`select pg_sleep(0.001)`;
    },
  },
  "a trigger that sums without a lock": {
    setUp: `create or replace function wrong_sum() returns trigger language plpgsql as $$ begin
      if (select coalesce(sum(n), 0) from wrong where round = new.round) + new.n > ${LIMIT} then raise exception 'full'; end if;
      perform pg_sleep(0.001); return new; end $$;
      create trigger wrong_sum before insert on wrong for each row execute function wrong_sum()`,
    place: (tx, round) => tx`insert into wrong values (${round}, ${STEP})`,
  },
  "lock and sum in one statement": {
    place: (tx, round) => tx`with held as materialized (select pg_advisory_xact_lock(${round}))
      insert into wrong select ${round}, ${STEP} from held
      where (select coalesce(sum(n), 0) from wrong where round = ${round}) + ${STEP} <= ${LIMIT}`,
  },
};

async function checkThenInsert(tx: Sql, round: number): Promise<void> {
  const [row] = await tx`select coalesce(sum(n), 0)::int as used from wrong where round = ${round}`;
  if (Number(row?.used) + STEP <= LIMIT) await tx`insert into wrong values (${round}, ${STEP})`;
}

describe.skipIf(!SERVER)("32 connections racing for a limit on a real server", () => {
  let opened: OpenDatabase;
  let sql: Sql;

  beforeAll(async () => {
    if (!SERVER) return;
    opened = await SERVER.open();
    const limits = RiskLimits.parse({ maxBuyingPowerUse: 1, maxOrdersPerMinute: 100 });
    await opened.db.transaction((tx) =>
      insertLimits(
        tx,
        { version: 1, limits, reason: "test", setBy: ["t"], setAt: "2026-01-01T00:00:00.000Z" },
        { loosened: false },
      ),
    );
    sql = postgres(opened.url, { max: CONNECTIONS, onnotice: () => {} });
    await createPlaceFunction(sql);
  });
  afterAll(async () => {
    await sql?.end();
    await opened?.close();
  });

  it(`breaches nothing in ${ROUNDS} rounds, and uses the limit up`, async () => {
    const started = performance.now();
    for (let round = 0; round < ROUNDS; round++) {
      await sql`select test_account(${`race${round}`}, ${LIMIT})`;
      await Promise.allSettled(
        Array.from(
          { length: CONNECTIONS },
          (_, racer) => sql`select test_place(${`race${round}`}, ${`p${round}:${racer}`}, ${STEP}, 1)`,
        ),
      );
    }
    const rows =
      await sql`select a.reserved, (select count(*) from orders o where o.account = a.account) as placed from accounts a`;
    const perSecond = Math.round((ROUNDS * CONNECTIONS * 1000) / (performance.now() - started));
    console.log(`race: ${ROUNDS} rounds × ${CONNECTIONS} connections, ${perSecond} attempts/s`);
    expect(rows).toHaveLength(ROUNDS);
    expect(
      rows.filter((row) => Number(row.reserved) !== LIMIT || Number(row.placed) !== LIMIT / STEP),
    ).toEqual([]);
  });

  it.each(Object.entries(KNOWN_WRONG))(
    "catches the known-wrong design: %s",
    async (name, { setUp, place, isolation = "" }) => {
      await sql.unsafe(
        `drop table if exists wrong; create table wrong (round int not null, n int not null); ${setUp ?? ""}`,
      );
      for (let round = 0; round < WRONG_ROUNDS; round++)
        await Promise.allSettled(
          Array.from({ length: CONNECTIONS }, () =>
            sql.begin(isolation, (tx) => place(tx as unknown as Sql, round)),
          ),
        );
      const breaches = await sql`select round, sum(n) from wrong group by round having sum(n) > ${LIMIT}`;
      console.log(`race: ${breaches.length} of ${WRONG_ROUNDS} rounds breached by: ${name}`);
      expect(breaches.length).toBeGreaterThan(0);
    },
  );

  it("catches our own gate without its locks", async () => {
    const gate = gateFunctions().find(({ name }) => name === "qd_orders_gate");
    const unlocked = gate?.source
      .replace("create function", "create or replace function")
      .replaceAll(" for update", "")
      // Long enough between looking and writing for the others to look too.
      .replace("perform qd_require_limits", "perform pg_sleep(0.005); perform qd_require_limits");
    await sql.unsafe(unlocked ?? "");
    for (let round = 0; round < WRONG_ROUNDS; round++) {
      const account = `unlocked${round}`;
      await sql`select test_account(${account}, ${LIMIT})`;
      for (let racer = 0; racer < CONNECTIONS; racer++)
        await sql`select test_clear(${account}, ${`u${round}:${racer}`}, 'buy', ${STEP}, 1)`;
      await Promise.allSettled(
        Array.from(
          { length: CONNECTIONS },
          (_, racer) =>
            sql`select test_insert(${account}, id, client_order_id, 'buy', ${STEP}, 1) from proposals where id = ${`u${round}:${racer}`}`,
        ),
      );
    }
    const breached =
      await sql`select account from accounts where account like 'unlocked%' and reserved > ${LIMIT}`;
    console.log(`race: ${breached.length} of ${WRONG_ROUNDS} rounds breached by our gate without its locks`);
    expect(breached.length).toBeGreaterThan(0);
  });
});
