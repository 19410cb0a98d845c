import type { AttackedGate } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

const run = (statement: string) => (gate: AttackedGate) => gate.sql.unsafe(statement);

const difference = (id: string, account: string, kind = "position") =>
  `insert into broker_differences (id, account, kind, subject, ours, theirs, says, first_seen_at, last_seen_at)
    values ('${id}', '${account}', '${kind}', '${id}', '1', '2', 'differ', now(), now())`;

const block = (account: string, symbol: string, alsoExits: boolean, lifted = "null") =>
  `insert into symbol_blocks (id, account, symbol, also_exits, reason, blocked_at, lifted_at)
    values ('${account}${symbol}${alsoExits}${lifted.length}', '${account}', '${symbol}', ${alsoExits}, 'seen', now(), ${lifted})`;

/** Tables of the books whose rows stay as they were written, each with a number of its own. */
const COUNTED_BY: Record<string, string> = {
  desk_start_steps: "position",
  fill_busts: "seq",
  corporate_actions: "seq",
  cash_movements: "seq",
};
const APPEND_ONLY = Object.keys(COUNTED_BY);
/** Tables of the books whose rows move on, and are never taken away. */
const NEVER_DELETED = ["broker_differences", "symbol_blocks", "executor_seats"];

export const BOOKS_ATTACKS: Attack[] = [
  {
    name: "opens nothing, and sends nothing that opens, while the books are not known to agree",
    run: async (gate) => {
      const [account, other] = [await gate.account(), await gate.account()];
      await gate.hold(account, 50);
      const [unsent, doubtful, going] = [
        await gate.placed(account),
        await gate.placed(account, {}, ["sending", 0], ["unknown", 0]),
        await gate.placed(account, {}, ["sending", 0]),
      ];
      const exit = await gate.placed(account, { side: "sell" });
      const [buy, sell] = [await gate.cleared(account), await gate.cleared(account, { side: "sell" })];
      const elsewhere = await gate.cleared(other);
      await gate.sql`update accounts set books_clean = false where account = ${account}`;
      await gate.refuses("GATE_BOOKS", (g) => g.insert(buy));
      await gate.refuses("GATE_BOOKS", (g) => g.move(unsent, "sending"));
      await gate.refuses("GATE_BOOKS", (g) => g.move(doubtful, "sending"));
      await gate.allows((g) => g.move(going, "accepted"));
      await gate.allows((g) => g.move(going, "sending"));
      await gate.allows((g) => g.insert(sell));
      await gate.allows((g) => g.move(exit, "sending"));
      await gate.allows((g) => g.insert(elsewhere));
    },
  },
  {
    name: "opens nothing in a blocked instrument, and leaves it only where exits are not blocked too",
    run: async (gate) => {
      const [account, other] = [await gate.account(), await gate.account()];
      await gate.hold(account, 50);
      const [buy, sell] = [await gate.cleared(account), await gate.cleared(account, { side: "sell" })];
      const elsewhere = await gate.cleared(other);
      const unsent = await gate.placed(account, { side: "sell" });
      const doubtful = await gate.placed(account, {}, ["sending", 0], ["unknown", 0]);
      const withBlock = async (statement: string, attempt: () => Promise<void>) => {
        await gate.sql`savepoint block`;
        await gate.sql.unsafe(statement);
        await attempt();
        await gate.sql`rollback to savepoint block`;
      };
      await withBlock(block(account, "AAPL", false), async () => {
        await gate.refuses("GATE_BLOCKED", (g) => g.insert(buy));
        await gate.allows((g) => g.insert(sell));
        await gate.allows((g) => g.insert(elsewhere));
      });
      await withBlock(block(account, "AAPL", true), async () => {
        await gate.refuses("GATE_BLOCKED", (g) => g.insert(buy));
        await gate.refuses("GATE_BLOCKED", (g) => g.insert(sell));
        await gate.refuses("GATE_BLOCKED", (g) => g.move(unsent, "sending"));
        await gate.allows((g) => g.move(doubtful, "sending"));
      });
      await withBlock(block(account, "MSFT", true), () => gate.allows((g) => g.insert(buy)));
      await withBlock(block(account, "AAPL", true, "now()"), () => gate.allows((g) => g.insert(buy)));
    },
  },
  {
    name: "calls no books clean while a difference stands",
    run: async (gate) => {
      const [account, other] = [await gate.account(), await gate.account()];
      const clean = run(`update accounts set books_clean = true where account = '${account}'`);
      await gate.sql.unsafe(difference("dif_a", account));
      await gate.allows(clean);
      await gate.sql`update accounts set books_clean = false where account in (${account}, ${other})`;
      await gate.refuses("LEDGER_BOOKS", clean);
      await gate.allows(run(`update accounts set books_reason = 'seen' where account = '${account}'`));
      await gate.sql.unsafe(difference("dif_b", other, "unknown-order"));
      await gate.allows(run(`update accounts set books_clean = true where account = '${other}'`));
      await gate.sql`update broker_differences set resolved_at = now() where account = ${account}`;
      await gate.allows(clean);
    },
  },
  {
    name: "gives the executor's seat to another holder under a higher number only",
    run: async (gate) => {
      await gate.sql`insert into executor_seats (seat, fence, holder, taken_at, renewed_at) values ('executor', 3, 'ann', now(), now())`;
      await gate.allows(run("update executor_seats set renewed_at = now()"));
      await gate.allows(run("update executor_seats set fence = 4"));
      await gate.allows(run("update executor_seats set fence = 4, holder = 'bob'"));
      await gate.refuses("LEDGER_SEAT", run("update executor_seats set fence = 2"));
      await gate.refuses("LEDGER_SEAT", run("update executor_seats set fence = 2, holder = 'bob'"));
      await gate.refuses("LEDGER_SEAT", run("update executor_seats set holder = 'bob'"));
    },
  },
  {
    name: "keeps what was recorded beside the trades",
    run: async (gate) => {
      const account = await gate.account();
      await gate.forge(`insert into desk_start_steps values ('s', 1, 'lock', '', now());
        insert into fill_busts values ('b', 'e', '${account}', 'AAPL', 'x', now(), now(), 1);
        insert into corporate_actions values ('c', '${account}', 'AAPL', 'split', 2, 1, null, 1, 2, '2026-11-24', 'x', 'ann', now(), 2);
        insert into cash_movements values ('m', '${account}', 'opening', null, 1, 'x', 'x', 'ann', now(), 3);
        insert into executor_seats (seat, fence, holder, taken_at, renewed_at) values ('executor', 1, 'ann', now(), now());
        ${difference("dif_k", account)}; ${block(account, "AAPL", true)}`);
      for (const table of APPEND_ONLY)
        await gate.refuses("LEDGER_APPEND_ONLY", run(`update ${table} set ${COUNTED_BY[table]} = 9`));
      for (const table of [...APPEND_ONLY, ...NEVER_DELETED])
        await gate.refuses("LEDGER_APPEND_ONLY", run(`delete from ${table}`));
    },
  },
  {
    name: "takes a split that has a ratio and a dividend that pays, once a day",
    run: async (gate) => {
      const account = await gate.account();
      const action = (kind: string, units: string, cash: string, id = kind) =>
        run(`insert into corporate_actions (id, account, symbol, kind, new_units, old_units, cash_per_unit, quantity_before, quantity_after,
          effective_on, reason, recorded_by, recorded_at)
          values ('${id}', '${account}', 'AAPL', '${kind}', ${units}, ${cash}, 1, 2, '2026-11-24', 'x', 'ann', now())`);
      await gate.allows(action("split", "3, 2", "null"));
      await gate.allows(action("dividend", "null, null", "0.24"));
      for (const [kind, units, cash] of [
        ["split", "null, null", "null"],
        ["split", "2, null", "null"],
        ["split", "2, 2", "null"],
        ["split", "0, 1", "null"],
        ["split", "1, 10001", "null"],
        ["split", "2, 1", "0.24"],
        ["dividend", "null, null", "null"],
        ["dividend", "2, 1", "0.24"],
        ["dividend", "null, null", "0"],
        ["dividend", "null, null", "'NaN'"],
        ["merger", "2, 1", "null"],
      ] as const)
        await gate.refuses("", action(kind, units, cash));
      await action("split", "2, 1", "null")(gate);
      await gate.refuses("", action("split", "3, 1", "null", "again"));
    },
  },
];
