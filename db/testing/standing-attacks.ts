import type { AttackedGate, Cleared } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

interface Granted {
  most: number;
  day: number;
  proposer: string;
  symbol: string;
  side: string;
  by: string[];
  from: string;
  until: string;
}

/** A permission for Tess to buy Apples for $5,000 each and $12,000 a day, granted by Rita and Ann. */
async function grant(gate: AttackedGate, account: string, given: Partial<Granted> = {}): Promise<void> {
  const g = {
    most: 5_000,
    day: 12_000,
    proposer: "tess",
    symbol: "AAPL",
    side: "buy",
    by: ["rita", "ann"],
    from: "now() - interval '1 hour'",
    until: "now() + interval '1 day'",
    ...given,
  };
  const { count } = await gate.sql`select 1 from standing_permissions`;
  await gate.sql`insert into standing_permissions (id, account, proposer, symbol, side, max_order, max_day, kill_epoch,
      limits_version, reason, granted_by, granted_at, ends_at)
    select ${`stp${count}`}, account, ${g.proposer}, ${g.symbol}, ${g.side}, ${g.most}, ${g.day}, kill_epoch, limits_version,
      'x', ${g.by.slice(0, 1)}, ${gate.sql.unsafe(g.from)}, ${gate.sql.unsafe(g.until)} from accounts where account = ${account}`;
  if (g.by.length > 1)
    await gate.sql`update standing_permissions set granted_by = ${g.by} where id = ${`stp${count}`}`;
}

/** An order that would need another person, worth $5,000. */
const order = (gate: AttackedGate, account: string, wish: Partial<Cleared> & { tainted?: boolean } = {}) =>
  gate.cleared(account, { q: 50, ...wish });

/** Grants, then tries to place an order under it. */
const placing =
  (account: string, given: Partial<Granted> = {}, wish: Parameters<typeof order>[2] = {}) =>
  async (gate: AttackedGate) => {
    await grant(gate, account, given);
    await gate.insert(await order(gate, account, wish));
  };

export const STANDING_ATTACKS: Attack[] = [
  {
    name: "takes a standing permission for a yes, within its sizes, and keeps count of it",
    run: async (gate) => {
      const account = await gate.account();
      await gate.refuses("GATE_NOT_APPROVED", async (g) => g.insert(await order(g, account)));
      await gate.allows(placing(account));
      await gate.refuses("GATE_NOT_APPROVED", placing(account, { most: 4_999.99 }));
      await gate.refuses("GATE_NOT_APPROVED", placing(account, { most: 4_999.99 }));
      await gate.allows(placing(account, { day: 5_000 }));
      await grant(gate, account);
      for (const q of [50, 50]) await gate.insert(await order(gate, account, { q }));
      await gate.reads("10000.000000", gate.sql`select sum(notional) from standing_uses`);
      await gate.refuses("GATE_NOT_APPROVED", async (g) => g.insert(await order(g, account, { q: 20.01 })));
      await gate.allows(async (g) => g.insert(await order(g, account, { q: 20 })));
      // What was used a day ago no longer counts.
      await gate.forge("update standing_uses set used_at = used_at - interval '24 hours'");
      await gate.allows(async (g) => g.insert(await order(g, account, { q: 50 })));
    },
  },
  {
    name: "counts the uses of each permission by themselves",
    run: async (gate) => {
      const account = await gate.account();
      await grant(gate, account, { day: 5_000 });
      await gate.insert(await order(gate, account));
      await gate.refuses("GATE_NOT_APPROVED", async (g) => g.insert(await order(g, account)));
      await gate.allows(placing(account, { day: 5_000 }));
    },
  },
  {
    name: "uses no permission for another proposer, instrument, side or account, nor outside its time",
    run: async (gate) => {
      const account = await gate.account();
      await gate.hold(account, 100);
      for (const given of [
        { proposer: "tom" },
        { symbol: "MSFT" },
        { side: "sell" },
        { from: "now() + interval '1 minute'" },
        { until: "now() - interval '1 second'" },
        { until: "now()" },
        { by: ["rita"] },
      ])
        await gate.refuses("GATE_NOT_APPROVED", placing(account, given));
      await gate.refuses("GATE_NOT_APPROVED", async (g) => {
        await grant(g, await g.account());
        await g.insert(await order(g, account));
      });
      await gate.allows(placing(account, { side: "sell" }, { side: "sell" }));
      await gate.allows(placing(account, { from: "now() - interval '0 seconds'" }));
    },
  },
  {
    name: "uses none for what outside text caused, nor for what a model wished for",
    run: async (gate) => {
      const account = await gate.account();
      await gate.refuses("GATE_NOT_APPROVED", placing(account, {}, { tainted: true }));
      const wishedBy = (origin: string) => async (g: AttackedGate) => {
        await grant(g, account);
        const wish = await order(g, account);
        await g.forge(`update proposals set origin = '${origin}' where id = '${wish.proposal}'`);
        await g.insert(wish);
      };
      await gate.refuses("GATE_NOT_APPROVED", wishedBy("agent"));
      await gate.allows(wishedBy("strategy"));
    },
  },
  {
    name: "lets a permission die with a halt, with other limits, when revoked, and with its grantors' seats",
    run: async (gate) => {
      const account = await gate.account();
      const after = (statement: string) => async (g: AttackedGate) => {
        await grant(g, account);
        await g.sql.unsafe(statement);
        await g.insert(await order(g, account));
      };
      for (const statement of [
        `update accounts set kill_epoch = kill_epoch + 1 where account = '${account}'`,
        "update standing_permissions set revoked_at = now()",
        "update people set role = 'approver' where id = 'rita'",
        "update people set disabled_at = now() where id = 'rita'",
        "update people set role = 'trader' where id = 'ann'",
        "update people set disabled_at = now() where id = 'ann'",
      ])
        await gate.refuses("GATE_NOT_APPROVED", after(statement));
      await gate.refuses("GATE_NOT_APPROVED", async (g) => {
        await grant(g, account);
        await g.accountWithin({});
        await g.sql`update accounts set limits_version = (select max(version) from risk_limits) where account = ${account}`;
        await g.insert(await order(g, account));
      });
      await gate.refuses("GATE_NOT_APPROVED", placing(account, { by: ["bob", "ann"] }));
    },
  },
  {
    name: "uses none where people were asked, or one of them said no",
    run: async (gate) => {
      const account = await gate.account();
      await grant(gate, account);
      for (const decision of ["approve", "decline"]) {
        const asked = await order(gate, account);
        await gate.ask(asked, { quorum: 2 });
        await gate.vote(asked, "ann", { decision });
        await gate.refuses(decision === "approve" ? "GATE_NOT_APPROVED: 1 of 2" : "GATE_DECLINED", (g) =>
          g.insert(asked),
        );
      }
    },
  },
  {
    name: "begins with one person, counts with a second, and stays as it was given",
    run: async (gate) => {
      const account = await gate.account();
      await gate.allows((g) => grant(g, account, { until: "now() + interval '30 days'" }));
      for (const given of [
        { by: ["tess", "ann"] },
        { by: ["ann", "tess"] },
        { by: ["rita", "rita"] },
        { by: ["rita", "ann", "bob"] },
        { most: 0 },
        { most: Number.NaN },
        { most: 12_001 },
        { day: Number.NaN },
        { until: "now() - interval '2 hours'" },
        { until: "now() + interval '31 days'" },
      ])
        await gate.refuses("", (g) => grant(g, account, given));
      await gate.refuses("GATE_STANDING", (g) =>
        g.sql.unsafe(`insert into standing_permissions select 'x', account, 'tess', 'AAPL', 'buy', 1, 1, 0, limits_version, 'x',
          array['rita', 'ann'], now(), now() + interval '1 day' from accounts where account = '${account}'`),
      );
      await gate.refuses("GATE_STANDING", (g) =>
        g.sql.unsafe(`insert into standing_permissions select 'x', account, 'tess', 'AAPL', 'buy', 1, 1, 0, limits_version, 'x',
          array['rita'], now(), now() + interval '1 day', now() from accounts where account = '${account}'`),
      );
      const set = (what: string) => (g: AttackedGate) =>
        g.sql.unsafe(`update standing_permissions set ${what}`);
      await grant(gate, account, { by: ["rita"] });
      await gate.refuses("GATE_STANDING", set("granted_by = array['eve', 'ann']"));
      await gate.refuses("GATE_STANDING", set("granted_by = array[]::text[]"));
      await gate.sql`update standing_permissions set granted_by = array['rita', 'ann']`;
      for (const what of ["max_order = 6000", "ends_at = ends_at + interval '1 day'", "proposer = 'tom'"])
        await gate.refuses("LEDGER_FROZEN", set(what));
      await gate.refuses("GATE_STANDING", set("granted_by = array['rita']"));
      await gate.refuses("GATE_STANDING", set("granted_by = array['rita', 'bob']"));
      await gate.refuses("LEDGER_FROZEN", (g) => g.sql`delete from standing_permissions`);
      await gate.sql`update standing_permissions set revoked_at = now()`;
      await gate.refuses("LEDGER_FROZEN", set("revoked_at = null"));
      await gate.refuses(
        "GATE_STANDING",
        (g) => g.sql`insert into standing_uses values ('p', 's', 'h', 1, now())`,
      );
    },
  },
];
