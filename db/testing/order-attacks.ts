import type { AttackedGate, Cleared } from "./attacked-gate.ts";

/** One way to talk past the gate, or one thing it must not stop. Throws a GateHole when the gate is wrong. */
export interface Attack {
  name: string;
  run(gate: AttackedGate): Promise<void>;
}

/** A field of the order is not what was cleared. */
const TAMPERED: [string, Partial<Cleared> & { symbol?: string; env?: string }, string][] = [
  ["more of it", { q: 6 }, "GATE_NO_CLEARANCE"],
  ["less of it", { q: 4 }, "GATE_NO_CLEARANCE"],
  ["a higher price", { price: 100.01 }, "GATE_NO_CLEARANCE"],
  ["the other side", { side: "sell" }, "GATE_NO_CLEARANCE"],
  ["another symbol", { symbol: "MSFT" }, "GATE_NO_CLEARANCE"],
  ["another environment", { env: "paper" }, "GATE_ENVIRONMENT"],
  ["an id of its own", { id: "sim-00000000000000000000000000000000" }, "GATE_OTHER_ORDER"],
];

export const CLEARANCE_ATTACKS: Attack[] = [
  {
    name: "lets exactly the cleared order in",
    run: async (gate) => {
      const account = await gate.account();
      await gate.allows(async (g) => g.placed(account));
    },
  },
  ...TAMPERED.map(([what, changed, code]) => ({
    name: `refuses ${what} than was cleared`,
    run: async (gate: AttackedGate) => {
      const cleared = await gate.cleared(await gate.account());
      await gate.refuses(code, (g) => g.insert(cleared, changed));
    },
  })),
  {
    name: "refuses another type and time in force than was cleared",
    run: async (gate) => {
      const cleared = await gate.cleared(await gate.account());
      await gate.refuses("GATE_NO_CLEARANCE", (g) => g.copyOf(cleared, { type: "'market'" }));
      await gate.refuses("GATE_NO_CLEARANCE", (g) => g.copyOf(cleared, { time_in_force: "'ioc'" }));
    },
  },
  {
    name: "refuses a clearance that another order used",
    run: async (gate) => {
      const account = await gate.account();
      const used = await gate.placed(account);
      await gate.sql`set constraints all immediate`;
      await gate.sql`alter table orders drop constraint one_order_per_clearance, drop constraint one_order_per_proposal, drop constraint orders_pkey cascade`;
      await gate.refuses("GATE_NO_CLEARANCE", (g) => g.insert(used));
    },
  },
  {
    name: "refuses the clearance of another proposal with the same terms",
    run: async (gate) => {
      const account = await gate.account();
      const [one, two] = [await gate.cleared(account), await gate.cleared(account)];
      await gate.refuses("GATE_NO_CLEARANCE", (g) =>
        g.copyOf(one, { clearance_id: `'clr:${two.proposal}'` }),
      );
    },
  },
  {
    name: "refuses another account's clearance",
    run: async (gate) => {
      const [mine, other] = [await gate.account(), await gate.account()];
      const cleared = await gate.cleared(mine);
      await gate.forge(
        `update clearances set account = '${other}' where proposal_id = '${cleared.proposal}'`,
      );
      await gate.refuses("GATE_NO_CLEARANCE", (g) => g.insert(cleared));
    },
  },
  {
    name: "refuses a clearance that has expired, or is not yet valid",
    run: async (gate) => {
      for (const shift of ["- interval '1 hour'", "+ interval '1 hour'"]) {
        const cleared = await gate.cleared(await gate.account());
        await gate.forge(
          `update clearances set issued_at = issued_at ${shift}, expires_at = expires_at ${shift} where proposal_id = '${cleared.proposal}'`,
        );
        await gate.refuses("GATE_NO_CLEARANCE", (g) => g.insert(cleared));
      }
    },
  },
  {
    name: "refuses a clearance of an earlier kill epoch or other limits",
    run: async (gate) => {
      const account = await gate.account();
      const cleared = await gate.cleared(account);
      await gate.refuses("GATE_NO_CLEARANCE", async (g) => {
        await g.sql`update accounts set kill_epoch = kill_epoch + 1 where account = ${account}`;
        await g.insert(cleared);
      });
      await gate.refuses("GATE_NO_CLEARANCE", async (g) => {
        await g.accountWithin({});
        await g.sql`update accounts set limits_version = (select max(version) from risk_limits) where account = ${account}`;
        await g.insert(cleared);
      });
    },
  },
  {
    name: "refuses a proposal that is closed, late, or whose verdict is missing or no",
    run: async (gate) => {
      const at = async (set: string) => {
        const cleared = await gate.cleared(await gate.account());
        await gate.forge(`update proposals set ${set} where id = '${cleared.proposal}'`);
        return cleared;
      };
      for (const status of [
        "proposed",
        "refused",
        "awaiting-approval",
        "declined",
        "expired",
        "void",
        "placed",
      ]) {
        const cleared = await at(`status = '${status}'`);
        await gate.refuses("GATE_NOT_READY", (g) => g.insert(cleared));
      }
      const late = await at("expires_at = now()");
      await gate.refuses("GATE_NOT_READY", (g) => g.insert(late));
      const other = await at("order_hash = repeat('0', 64)");
      await gate.refuses("GATE_OTHER_ORDER", (g) => g.insert(other));
      const judged = async (statement: string) => {
        const cleared = await gate.cleared(await gate.account());
        await gate.forge(statement.replace("?", `'${cleared.proposal}'`));
        return cleared;
      };
      const unjudged = await judged("delete from verdicts where proposal_id = ?");
      await gate.refuses("GATE_NO_VERDICT", (g) => g.insert(unjudged));
      const unconcerned = await gate.cleared(await gate.account());
      const refused = await judged("update verdicts set decision = 'refused' where proposal_id = ?");
      await gate.refuses("GATE_NO_VERDICT", (g) => g.insert(refused));
      await gate.allows((g) => g.insert(unconcerned));
      const both = await judged(
        "insert into verdicts select id || '2', proposal_id, 'refused', 0, checks, refusals, limits_version, judged_at from verdicts where proposal_id = ?",
      );
      await gate.refuses("GATE_NO_VERDICT", (g) => g.insert(both));
    },
  },
  {
    name: "refuses an order that is born sent or filled, on any account that does not trade",
    run: async (gate) => {
      const account = await gate.account();
      const cleared = await gate.cleared(account);
      await gate.refuses("GATE_STATE", (g) => g.copyOf(cleared, { state: "'accepted'" }));
      await gate.refuses("GATE_STATE", (g) => g.copyOf(cleared, { filled_quantity: "1" }));
      await gate.refuses("GATE_HALTED", async (g) => {
        await g.sql`update accounts set trading_state = 'HALTED', kill_epoch = kill_epoch + 1 where account = ${account}`;
        await g.insert(cleared);
      });
      await gate.refuses("GATE_REDUCING", async (g) => {
        await g.sql`update accounts set trading_state = 'REDUCING' where account = ${account}`;
        await g.insert(cleared);
      });
    },
  },
  {
    name: "refuses NaN and figures out of range",
    run: async (gate) => {
      const account = await gate.account();
      for (const wrong of [
        { q: Number.NaN },
        { price: Number.NaN },
        { q: -5 },
        { q: 0 },
        { price: -1 },
        { q: 1e10 },
      ])
        await gate.refuses("", (g) => g.placed(account, wrong));
    },
  },
];
