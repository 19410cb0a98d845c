import {
  approvals,
  born,
  judged,
  mark,
  type Part,
  REFUSED,
  ready,
  send,
  set,
  start,
  taken,
  traded,
  wish,
  working,
} from "./attacked-execution.ts";
import type { AttackedGate } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

export const EXECUTION_ATTACKS: Attack[] = [
  {
    name: "lets slices through up to exactly the whole, on the approval of the whole",
    run: async (gate) => {
      await traded(gate, await working(gate), 1);
      const whole = await working(gate);
      // A slice that asks people itself waits for their answer.
      await gate.refuses("GATE_NOT_APPROVED", async (g) => {
        const asking = await send(g, whole, 1);
        await judged(g, asking);
        await g.ask(asking);
        await g.insert(asking);
      });
      await gate.allows(async (g) => {
        await traded(g, whole, 1);
        await traded(g, whole, 2);
        await traded(g, whole, 3, { q: 10 });
        await g.reads("50", taken(g, whole));
        await g.refuses(REFUSED, (h) => send(h, whole, 4, { q: 1 }));
      });
      await gate.refuses("GATE_NOT_APPROVED", async (g) =>
        g.insert(await g.cleared(whole.account, { q: 20 })),
      );
    },
  },
  {
    name: "counts what an ended slice gave back, and what an open one may still take",
    run: async (gate) => {
      const whole = await working(gate, { q: 21 });
      const part = await traded(gate, whole, 1);
      await gate.reads("20", taken(gate, whole));
      await gate.refuses(REFUSED, (g) => send(g, whole, 2, { q: 2 }));
      await gate.forge(`update proposals set status = 'void' where id = '${part.proposal}'`);
      await gate.reads("20", taken(gate, whole));
      await gate.move(part, "sending");
      await gate.move(part, "partially-filled", 5);
      await gate.move(part, "canceled", 5);
      await gate.reads("5", taken(gate, whole));
      const other = await send(gate, whole, 2, { q: 16 });
      await gate.reads("21", taken(gate, whole));
      await gate.sql.unsafe(`update proposals set status = 'refused' where id = '${other.proposal}'`);
      await gate.reads("5", taken(gate, whole));
    },
  },
  {
    name: "lets an execution be born only with its proposal, before anybody has judged it",
    run: async (gate) => {
      const account = await gate.account();
      const fresh = await wish(gate, account);
      await gate.allows((g) => born(g, fresh));
      for (const changed of [
        { status: "'working'" },
        { report: "'{}'::jsonb" },
        { kill_epoch: "0" },
        { created_at: "created_at - interval '1 second'", ends_at: "created_at + interval '1 minute'" },
      ] as Record<string, string>[])
        await gate.refuses(REFUSED, (g) => born(g, fresh, changed));
      const cleared = await wish(gate, account);
      await gate.forge(`update proposals set status = 'cleared' where id = '${cleared.proposal}'`);
      await gate.refuses(REFUSED, (g) => born(g, cleared));
      const judgedOne = await wish(gate, account);
      await judged(gate, judgedOne);
      await gate.forge(`update proposals set status = 'proposed' where id = '${judgedOne.proposal}'`);
      await gate.refuses(REFUSED, (g) => born(g, judgedOne));
    },
  },
  {
    name: "starts the whole only as one order of its size might start",
    run: async (gate) => {
      await gate.cleared(await gate.account());
      const reducing = await ready(gate);
      await gate.allows(async (g) => {
        await g.sql`update accounts set trading_state = 'REDUCING' where account = ${reducing.account}`;
        await start(g, reducing);
      });
      await gate.refuses("GATE_HALTED", async (g) => {
        await g.sql`update accounts set trading_state = 'HALTED', kill_epoch = kill_epoch + 1 where account = ${reducing.account}`;
        await start(g, reducing);
      });
      await gate.refuses("GATE_NOT_READY", (g) =>
        start(g, reducing, "started_at = created_at + interval '15 minutes'"),
      );
      await gate.refuses("GATE_NOT_READY", async (g) => {
        await g.forge(`update proposals set status = 'awaiting-approval' where id = '${reducing.proposal}'`);
        await start(g, reducing);
      });
      await gate.refuses("GATE_NO_VERDICT", async (g) => {
        await g.forge(`delete from verdicts where proposal_id = '${reducing.proposal}'`);
        await start(g, reducing);
      });
      await gate.refuses("GATE_NO_VERDICT", async (g) => {
        await g.forge(
          `insert into verdicts select 'no', id, 'refused', 0, '[]', '[]', 1, now() from proposals where id = '${reducing.proposal}'`,
        );
        await start(g, reducing);
      });
      await gate.allows(async (g) => {
        const other = await wish(g, reducing.account);
        await judged(g, other, "refused");
        await start(g, reducing);
      });
    },
  },
  {
    name: "wants as many people for the whole as its size, taint or verdict does",
    run: async (gate) => {
      for (const [part, people, needed] of [
        [{}, [], 0],
        [{ q: 101 }, ["ann"], 0],
        [{ q: 1, tainted: true }, ["ann"], 0],
        [{ q: 1 }, [], 1],
      ] as [Part, string[], number][]) {
        const lacking = await ready(gate, part, people);
        await gate.refuses("GATE_NOT_APPROVED", (g) =>
          start(g, lacking, `started_at = now(), approvals_needed = ${needed}`),
        );
      }
      const small = await ready(gate, { q: 1 }, []);
      await gate.allows((g) => start(g, small));
    },
  },
  {
    name: "keeps an execution as it was written, and moves it along legal edges",
    run: async (gate) => {
      const whole = await working(gate);
      for (const change of [
        "max_slice = 50",
        "ends_at = ends_at + interval '1 second'",
        "parameters = '{\"a\":1}'",
        "started_at = now() + interval '1 second'",
        "kill_epoch = 9",
      ])
        await gate.refuses("LEDGER_FROZEN", (g) => set(g, whole, change));
      await gate.refuses("LEDGER_FROZEN", (g) => g.sql`delete from executions`);
      await gate.allows(async (g) => {
        for (const change of [
          "reason = 'why'",
          "status = 'paused'",
          "status = 'working'",
          "status = 'done'",
          "report = '{}'",
          "reason = 'told'",
        ])
          await set(g, whole, change);
        await g.refuses("LEDGER_FROZEN", (h) => set(h, whole, "report = '{\"a\":1}'"));
        await g.refuses("GATE_EDGE", (h) => set(h, whole, "status = 'working'"));
      });
      const waiting = await wish(gate, whole.account);
      await born(gate, waiting);
      await gate.refuses("GATE_EDGE", (g) => set(g, waiting, "status = 'paused'"));
      await gate.allows((g) => set(g, waiting, "status = 'canceled'"));
      await gate.refuses("LEDGER_APPEND_ONLY", (g) => g.sql`truncate executions cascade`);
      await gate.refuses("LEDGER_APPEND_ONLY", (g) => g.sql`truncate execution_slices`);
    },
  },
  {
    name: "lets a slice be only a part of what was approved",
    run: async (gate) => {
      const whole = await working(gate);
      const other = await gate.account();
      for (const part of [
        { account: other },
        { terms: { proposed_by: "tom" } },
        { terms: { symbol: "MSFT" } },
        { tainted: true },
        { price: 100.01 },
        { terms: { time_in_force: "ioc" } },
        { terms: { type: "market" } },
        { q: 21 },
      ] as Part[])
        await gate.refuses(REFUSED, (g) => send(g, whole, 1, part));
      await gate.refuses(REFUSED, async (g) =>
        mark(g, whole, 1, { ...(await wish(g, whole.account, { q: 10 })), q: 9 }),
      );
      await gate.allows((g) => send(g, whole, 1, { price: 99 }));
      const account = await gate.account();
      await gate.hold(account, 100);
      const sale = await working(gate, { side: "sell" }, ["ann"], account);
      await gate.refuses(REFUSED, (g) => send(g, sale, 1, { price: 99.99 }));
      await gate.allows((g) => send(g, sale, 1));
      await gate.allows((g) => send(g, sale, 1, { price: 101 }));
    },
  },
  {
    name: "sends a slice only while its execution works, once, and from the plan",
    run: async (gate) => {
      const whole = await working(gate);
      await gate.refuses(REFUSED, async (g) => {
        await set(g, whole, "status = 'paused'");
        await send(g, whole, 1);
      });
      await gate.refuses(REFUSED, async (g) => mark(g, whole, 1, await g.cleared(whole.account, { q: 10 })));
      const until = async (g: AttackedGate, minutes: number) => {
        const part = await wish(g, whole.account, { q: 10 });
        await g.forge(
          `update proposals set expires_at = created_at + interval '${minutes} minutes' where id = '${part.proposal}'`,
        );
        return mark(g, whole, 1, part);
      };
      await gate.refuses(REFUSED, (g) => until(g, 61));
      await gate.allows((g) => until(g, 60));
      await gate.refuses(REFUSED, (g) =>
        g.sql.unsafe(
          `insert into execution_slices select execution_id, 9, due_at, 1, 1, '${whole.proposal}', 'sent', now() from execution_slices limit 1`,
        ),
      );
      const part = await send(gate, whole, 1);
      const another = await wish(gate, whole.account, { q: 1 });
      await gate.refuses("LEDGER_FROZEN", (g) => mark(g, whole, 1, another));
      await gate.refuses("LEDGER_FROZEN", (g) =>
        g.sql.unsafe(`delete from execution_slices where proposal_id = '${part.proposal}'`),
      );
      await gate.refuses("LEDGER_FROZEN", (g) => mark(g, whole, 2, another, ", planned_quantity = 1"));
      await gate.allows((g) => g.sql.unsafe(`update execution_slices set status = 'carried' where seq = 2`));
    },
  },
  {
    name: "makes no order of the whole, nor of a slice that is stopped, late, or older than a halt",
    run: async (gate) => {
      const [account] = [await gate.account(), await gate.account()];
      const whole = await working(gate, { q: 10 }, [], account);
      await gate.refuses(REFUSED, async (g) => {
        await g.forge(`update proposals set status = 'cleared' where id = '${whole.proposal}'`);
        await g.insert(whole);
      });
      const part = await send(gate, whole, 1, { q: 5 });
      await judged(gate, part);
      await gate.allows((g) => g.insert(part));
      await gate.refuses(REFUSED, (g) => g.copyOf(part, { created_at: "now() + interval '1 hour'" }));
      await gate.refuses(REFUSED, async (g) => {
        await g.sql`update accounts set kill_epoch = kill_epoch + 1 where account = ${account}`;
        await g.insert(part);
      });
      await set(gate, whole, "status = 'paused'");
      await gate.refuses(REFUSED, (g) => g.insert(part));
      await gate.allows((g) => g.placed(account));
    },
  },
  {
    name: "counts the people behind a slice: of its own whole, while they may, and as many as were asked for",
    run: async (gate) => {
      const account = await gate.account();
      const whole = await working(gate, {}, ["ann"], account);
      const part = await send(gate, whole, 1, { q: 5 });
      const twice = await send(gate, await working(gate, {}, ["ann", "bob"], account), 1, { q: 5 });
      await gate.reads("1", approvals(gate, part));
      await gate.reads("2", approvals(gate, twice));
      await gate.reads("0", approvals(gate, await gate.cleared(account)));
      await gate.reads("0", approvals(gate, whole));
      const after = async (change: (g: AttackedGate) => Promise<unknown>) =>
        gate.allows(async (g) => {
          await change(g);
          await g.reads("0", approvals(g, part));
        });
      const request = `id = 'apr:${whole.proposal}'`;
      await after((g) => set(g, whole, "status = 'paused'"));
      await after((g) => g.sql`update accounts set kill_epoch = kill_epoch + 1 where account = ${account}`);
      await after(async (g) => {
        await g.accountWithin({});
        await g.sql`update accounts set limits_version = (select max(version) from risk_limits) where account = ${account}`;
      });
      await after((g) => g.sql`update people set disabled_at = now() where id = 'ann'`);
      await after((g) => g.forge(`update approval_requests set status = 'pending' where ${request}`));
      await after((g) =>
        g.forge(`update approval_requests set order_hash = repeat('0', 64) where ${request}`),
      );
      await after((g) => g.forge(`update approval_requests set quorum = 2 where ${request}`));
      await after((g) =>
        g.forge(
          `update approvals set order_hash = repeat('0', 64) where request_id = 'apr:${whole.proposal}'`,
        ),
      );
      await after((g) =>
        g.forge(`update approvals set decision = 'decline' where request_id = 'apr:${whole.proposal}'`),
      );
      await after((g) => g.forge(`delete from approvals where request_id = 'apr:${whole.proposal}'`));
    },
  },
];
