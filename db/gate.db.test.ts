import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RiskLimits } from "#core/model";
import { insertLimits } from "./aggregates/index.ts";
import type { OpenDatabase } from "./open.ts";
import { seatPeople } from "./testing/attacked-gate.ts";
import { DATABASES } from "./testing/databases.ts";
import { createPlaceFunction } from "./testing/place-by-sql.ts";

const NOW = "2026-03-02T15:00:00.000Z";
let serial = 0;

describe.each(DATABASES)("the gate on the $name database", ({ open }) => {
  let opened: OpenDatabase;
  let sql: Sql;

  beforeAll(async () => {
    opened = await open();
    await opened.db.transaction((tx) =>
      insertLimits(
        tx,
        {
          version: 1,
          limits: RiskLimits.parse({ maxOrdersPerMinute: 3 }),
          reason: "test",
          setBy: ["t"],
          setAt: NOW,
        },
        { loosened: false },
      ),
    );
    sql = postgres(opened.url, { max: 1, onnotice: () => {} });
    await createPlaceFunction(sql);
    await seatPeople(sql);
  });
  afterAll(async () => {
    await sql.end();
    await opened.close();
  });

  const anAccount = async (cash = 100_000) => {
    const name = `acct${++serial}`;
    await sql`select test_account(${name}, ${cash})`;
    return name;
  };
  const aClearance = async (account: string, { side = "buy", q = 5, price = 100, tainted = false } = {}) => {
    const proposal = `prp${++serial}`;
    const [row] =
      await sql`select test_clear(${account}, ${proposal}, ${side}, ${q}, ${price}, ${tainted}) as coid`;
    return { account, proposal, coid: row?.coid as string, side, q, price };
  };
  type Cleared = Awaited<ReturnType<typeof aClearance>>;
  const place = (c: Cleared, wrong: Partial<Cleared> & { symbol?: string; env?: string } = {}) => {
    const o = { symbol: "AAPL", env: "sim", ...c, ...wrong };
    return sql`select test_insert(${o.account}, ${o.proposal}, ${o.coid}, ${o.side}, ${o.q}, ${o.price}, ${o.symbol}, ${o.env})`;
  };
  const ordersOf = async (account: string) =>
    Number((await sql`select count(*) from orders where account = ${account}`)[0]?.count);
  const reserved = async (account: string) =>
    Number((await sql`select reserved from accounts where account = ${account}`)[0]?.reserved);
  const approve = async (c: Cleared, quorum: number, ...people: string[]) => {
    const [row] = await sql`select order_hash from proposals where id = ${c.proposal}`;
    const hash = row?.order_hash as string;
    const request = `apr:${c.proposal}`;
    await sql`insert into approval_requests (id, proposal_id, order_hash, quorum, status, requested_by, requested_at, expires_at)
      values (${request}, ${c.proposal}, ${hash}, ${quorum}, 'pending', 'tess', now(), now() + interval '5 minutes')`;
    for (const person of people)
      await sql`insert into approvals (id, request_id, proposal_id, order_hash, approver, decision, channel, decided_at)
        values (${`${request}:${person}`}, ${request}, ${c.proposal}, ${hash}, ${person}, 'approve', 'web', now())`;
    await sql`update approval_requests set status = 'approved' where id = ${request}`;
  };

  it("lets exactly the cleared order in, and reserves its worst cost", async () => {
    const account = await anAccount();
    await place(await aClearance(account));
    expect([await ordersOf(account), await reserved(account)]).toEqual([1, 500]);
  });

  it.each([
    ["another quantity", { q: 6 }],
    ["another price", { price: 101 }],
    ["another side", { side: "sell" }],
    ["another symbol", { symbol: "MSFT" }],
    ["another environment", { env: "paper" }],
    ["an id of its own", { coid: "sim-00000000000000000000000000000000" }],
  ])("refuses %s than was cleared", async (_name, wrong) => {
    const account = await anAccount();
    await expect(place(await aClearance(account), wrong)).rejects.toThrow(/GATE_/);
    expect([await ordersOf(account), await reserved(account)]).toEqual([0, 0]);
  });

  it("refuses NaN, which passes a bare check for above zero", async () => {
    await expect(aClearance(await anAccount(), { q: Number.NaN })).resolves.toBeDefined();
    await expect(place(await aClearance(await anAccount(), { q: Number.NaN }))).rejects.toThrow();
  });

  it("refuses a clearance used before, dead of age, or of an earlier epoch", async () => {
    const account = await anAccount();
    const cleared = await aClearance(account);
    await place(cleared);
    await expect(place(cleared)).rejects.toThrow(/GATE_NO_CLEARANCE|duplicate/);
    const proposal = `prp${++serial}`;
    const [row] =
      await sql`select test_clear(${account}, ${proposal}, 'buy', 5, 100, false, '1 millisecond') as coid`;
    await sql`select pg_sleep(0.01)`;
    await expect(place({ ...cleared, proposal, coid: row?.coid as string })).rejects.toThrow(
      "GATE_NO_CLEARANCE",
    );
    const other = await aClearance(account);
    await sql`update accounts set kill_epoch = kill_epoch + 1 where account = ${account}`;
    await expect(place(other)).rejects.toThrow("GATE_NO_CLEARANCE");
  });

  it("refuses everything while halted, and openings while reducing", async () => {
    const account = await anAccount();
    const cleared = await aClearance(account);
    await sql`update accounts set trading_state = 'REDUCING' where account = ${account}`;
    await expect(place(cleared)).rejects.toThrow("GATE_REDUCING");
    await sql`update accounts set trading_state = 'HALTED', kill_epoch = kill_epoch + 1 where account = ${account}`;
    await expect(place(cleared)).rejects.toThrow("GATE_HALTED");
  });

  it("counts approvals itself, by size and taint, and never the one who asked", async () => {
    const account = await anAccount();
    const large = await aClearance(account, { q: 50 });
    await expect(place(large)).rejects.toThrow("GATE_NOT_APPROVED");
    await approve(large, 1, "ann");
    await place(large);
    const tainted = await aClearance(account, { q: 1, tainted: true });
    await approve(tainted, 2, "ann");
    await expect(place(tainted)).rejects.toThrow("GATE_NOT_APPROVED: 1 of 2");
    const own = await aClearance(account, { q: 50, price: 99 });
    await expect(approve(own, 1, "tess")).rejects.toThrow("GATE_VOTE");
  });

  it("refuses more than the limits for order, position, exposure, cash and rate allow", async () => {
    await expect(place(await aClearance(await anAccount(), { q: 300 }))).rejects.toThrow(
      /GATE_(NOT_APPROVED|MAX_ORDER)/,
    );
    await expect(place(await aClearance(await anAccount(900), { q: 10 }))).rejects.toThrow(
      /GATE_(MAX_GROSS|BUYING_POWER)/,
    );
    const busy = await anAccount();
    for (let order = 0; order < 3; order++) await place(await aClearance(busy, { q: 1, price: 50 + order }));
    await expect(place(await aClearance(busy, { q: 1, price: 60 }))).rejects.toThrow("GATE_ORDER_RATE");
  });

  it("sells only what is held and not already for sale", async () => {
    const account = await anAccount();
    await sql`insert into positions (account, symbol, quantity, mark_price, marked_at, source) values (${account}, 'AAPL', 8, 100, now(), 'simulated')`;
    await place(await aClearance(account, { side: "sell", q: 5 }));
    await expect(place(await aClearance(account, { side: "sell", q: 4 }))).rejects.toThrow("GATE_SHORT_SALE");
  });

  it("keeps orders as they are: no edit, no delete, no truncate, no illegal step", async () => {
    const cleared = await aClearance(await anAccount());
    await place(cleared);
    await expect(sql`update orders set quantity = 6 where client_order_id = ${cleared.coid}`).rejects.toThrow(
      "GATE_IMMUTABLE",
    );
    await expect(sql`delete from orders where client_order_id = ${cleared.coid}`).rejects.toThrow(
      "GATE_IMMUTABLE",
    );
    await expect(sql`truncate orders cascade`).rejects.toThrow("LEDGER_APPEND_ONLY");
    await expect(
      sql`update orders set state = 'filled' where client_order_id = ${cleared.coid}`,
    ).rejects.toThrow("GATE_EDGE");
    await expect(sql`update proposals set quantity = 6 where id = ${cleared.proposal}`).rejects.toThrow(
      "LEDGER_FROZEN",
    );
    await expect(
      sql`update clearances set consumed_at = null where id = ${`clr:${cleared.proposal}`}`,
    ).rejects.toThrow("GATE_IMMUTABLE");
  });

  it("gives back what an order no longer can do, part by part", async () => {
    const cleared = await aClearance(await anAccount());
    await place(cleared);
    const move = (state: string, filled: number) =>
      sql`update orders set state = ${state}, filled_quantity = ${filled} where client_order_id = ${cleared.coid}`;
    await move("sending", 0);
    await move("partially-filled", 2);
    expect(await reserved(cleared.account)).toBe(300);
    await move("canceled", 2);
    expect(await reserved(cleared.account)).toBe(0);
  });

  it("does not send an order that a halt has overtaken", async () => {
    const cleared = await aClearance(await anAccount());
    await place(cleared);
    await sql`update accounts set trading_state = 'HALTED', kill_epoch = kill_epoch + 1 where account = ${cleared.account}`;
    await expect(
      sql`update orders set state = 'sending' where client_order_id = ${cleared.coid}`,
    ).rejects.toThrow("GATE_HALTED");
  });

  it("lets no hand write the sums it keeps", async () => {
    const account = await anAccount();
    await expect(
      sql`update accounts set reserved = 0, gross_exposure = 5 where account = ${account}`,
    ).rejects.toThrow("LEDGER_FROZEN");
    await expect(
      sql`update accounts set trading_state = 'HALTED' where account = ${account}`,
    ).rejects.toThrow("GATE_EPOCH");
  });

  it("takes loosened limits only from two", async () => {
    const limits = RiskLimits.parse({});
    const version = { version: 90, limits, reason: "more", setBy: ["one"], setAt: NOW };
    await expect(
      opened.db.transaction((tx) => insertLimits(tx, version, { loosened: true })),
    ).rejects.toThrow();
  });

  it("finds every way to tamper with the audit", async () => {
    for (let entry = 0; entry < 6; entry++)
      await sql`insert into audit (seq, at, actor, via, action, outcome, entity_id, trace_id, detail, previous_hash, hash)
        values (0, now(), 'a', 'web', 'test', 'done', ${String(entry)}, 't', '{}', '', '')`;
    await expect(sql`update audit set actor = 'b'`).rejects.toThrow("LEDGER_APPEND_ONLY");
    const tamper = (statement: string) =>
      sql.begin(async (tx) => {
        await tx.unsafe("alter table audit disable trigger all; alter table audit_head disable trigger all");
        await tx.unsafe(statement);
        const found = await tx`select seq::int, reason from qd_audit_break()`;
        await tx.unsafe("rollback; begin");
        return found[0]?.reason as string | undefined;
      });
    expect(await tamper("select 1")).toBeUndefined();
    expect(await tamper("update audit set actor = 'b' where seq = 2")).toContain("changed");
    expect(await tamper("delete from audit where seq = 3")).toContain("missing");
    expect(await tamper("delete from audit where seq >= 5")).toContain("newest entries are missing");
    expect(
      await tamper(
        "update audit set seq = -seq where seq in (2, 3); update audit set seq = 5 + seq where seq < 0",
      ),
    ).toBeDefined();
  });
});
