import { RiskLimits } from "#core/model";
import type { AttackedGate } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

const run = (statement: string) => (gate: AttackedGate) => gate.sql.unsafe(statement);

/** What an order's row may never become, as it stands in an update. */
const FROZEN_TERMS = [
  "client_order_id = 'sim-other-id'",
  "proposal_id = 'x'",
  "clearance_id = 'x'",
  "environment = 'paper'",
  "account = 'x'",
  "symbol = 'MSFT'",
  "side = 'sell'",
  "quantity = quantity + 1",
  "type = 'market'",
  "limit_price = limit_price + 1",
  "time_in_force = 'ioc'",
  "kill_epoch = kill_epoch + 1",
  "source = 'live'",
  "created_at = created_at + interval '1 second'",
];
const LIMITS = RiskLimits.parse({});
/** Tables nobody empties. */
const LEDGERS = (
  "accounts approval_delegations approval_escalations approval_policies approval_requests approval_views " +
  "approvals audit audit_head basket_legs baskets broker_differences cash_movements clearances corporate_actions " +
  "desk_start_steps equity_days events execution_slices executions executor_seats fill_busts fills inbox " +
  "instrument_lists limit_layers order_edges order_events orders positions proposals risk_limits " +
  "standing_permissions standing_uses strategy_reviews symbol_blocks trade_results verdicts"
).split(" ");

/** Tables whose rows stay as they were written. */
const APPEND_ONLY = (
  "approvals verdicts risk_limits order_edges fills order_events events approval_policies approval_escalations " +
  "approval_views standing_uses"
).split(" ");

export const LEDGER_ATTACKS: Attack[] = [
  {
    name: "never lets an order's terms change, nor its row go",
    run: async (gate) => {
      const { id } = await gate.placed(await gate.account());
      for (const set of FROZEN_TERMS)
        await gate.refuses("GATE_IMMUTABLE", run(`update orders set ${set} where client_order_id = '${id}'`));
      await gate.refuses("GATE_IMMUTABLE", run(`delete from orders where client_order_id = '${id}'`));
      await gate.allows(run(`update orders set reason = 'seen' where client_order_id = '${id}'`));
    },
  },
  {
    name: "lets an order move along legal edges alone, and fill only where it can",
    run: async (gate) => {
      const account = await gate.account();
      const order = await gate.placed(account);
      for (const state of ["accepted", "filled", "unknown", "canceled", "rejected", "expired"])
        await gate.refuses("GATE_EDGE", (g) => g.move(order, state));
      await gate.refuses("GATE_EDGE", (g) => g.move(order, "intent", 1));
      await gate.refuses("GATE_EDGE", (g) => g.move(order, "sending", 1));
      await gate.move(order, "sending");
      await gate.refuses("GATE_EDGE", (g) => g.move(order, "filled", 4));
      await gate.refuses("GATE_EDGE", (g) => g.move(order, "rejected", 1));
      await gate.refuses("", (g) => g.move(order, "filled", 6));
      await gate.move(order, "partially-filled", 2);
      await gate.refuses("GATE_IMMUTABLE", (g) => g.move(order, "partially-filled", 1));
      await gate.allows((g) => g.move(order, "partially-filled", 2));
      await gate.move(order, "canceled", 2);
      await gate.allows((g) => g.move(order, "canceled", 3));
      await gate.allows((g) => g.move(order, "filled", 5));
      await gate.refuses("GATE_EDGE", (g) => g.move(order, "accepted", 2));
      const gone = await gate.placed(account, {}, ["sending", 0], ["expired", 0]);
      await gate.allows((g) => g.move(gone, "expired", 3));
    },
  },
  {
    name: "lets nothing be sent past a halt, and what the broker says be written all the same",
    run: async (gate) => {
      const account = await gate.account();
      const [unsent, sent] = [await gate.placed(account), await gate.placed(account, {}, ["sending", 0])];
      const doubtful = await gate.placed(account, {}, ["sending", 0], ["unknown", 0]);
      await gate.allows((g) => g.move(unsent, "sending"));
      await gate.sql`savepoint epoch`;
      await gate.sql`update accounts set kill_epoch = kill_epoch + 1 where account = ${account}`;
      await gate.refuses("GATE_HALTED", (g) => g.move(unsent, "sending"));
      await gate.sql`rollback to savepoint epoch`;
      await gate.forge(`update accounts set trading_state = 'HALTED' where account = '${account}'`);
      await gate.refuses("GATE_HALTED", (g) => g.move(unsent, "sending"));
      await gate.refuses("GATE_HALTED", (g) => g.move(doubtful, "sending"));
      await gate.allows((g) => g.move(sent, "sending"));
      await gate.allows((g) => g.move(sent, "filled", 5));
      await gate.allows((g) => g.move(unsent, "voided"));
    },
  },
  {
    name: "keeps ledgers growing only, row by row and as a whole",
    run: async (gate) => {
      const cleared = await gate.cleared(await gate.account(), { q: 50 });
      await gate.approved(cleared, "ann");
      await gate.insert(cleared);
      await gate.forge(`insert into fills (broker, execution_id, client_order_id, account, symbol, side, quantity, price, fee, filled_at, recorded_at, source)
          values ('b', 'e', '${cleared.id}', '${cleared.account}', 'AAPL', 'buy', 1, 1, 0, now(), now(), 'simulated');
        insert into order_events (id, client_order_id, kind, detail, occurred_at, recorded_at) values ('e', '${cleared.id}', 'accepted', '{}', now(), now());
        insert into events (id, type, entity_id, payload, caused_by, trace_id, actor, occurred_at) values ('e', 'x', 'x', '{}', '[]', 't', 'a', now());
        insert into approval_policies values (1, '[]', 'x', array['ann'], now());
        insert into approval_escalations values ('apr:${cleared.proposal}', 'admin', array['eve'], now());
        insert into approval_views values ('apr:${cleared.proposal}', 'ann', now());
        insert into standing_uses values ('${cleared.proposal}', 's', 'h', 1, now())`);
      for (const table of APPEND_ONLY) {
        const [column] = (
          await gate.sql`select column_name as name from information_schema.columns where table_name = ${table} order by ordinal_position limit 1`
        ).map((row) => row.name as string);
        await gate.refuses("LEDGER_APPEND_ONLY", run(`update ${table} set ${column} = ${column}`));
        await gate.refuses("LEDGER_APPEND_ONLY", run(`delete from ${table}`));
      }
      await gate.refuses("LEDGER_APPEND_ONLY", run("insert into order_edges values ('intent', 'filled')"));
      await gate.sql`set constraints all immediate`;
      // Most of these would also be stopped by one that refers to them, so the triggers are counted too.
      for (const table of LEDGERS) await gate.refuses("LEDGER_APPEND_ONLY", run(`truncate ${table} cascade`));
      await gate.reads(
        LEDGERS.join(" "),
        gate.sql`select string_agg(tgrelid::regclass::text, ' ' order by tgrelid::regclass::text) from pg_trigger where tgname = 'qd_no_truncate'`,
      );
    },
  },
  {
    name: "keeps a proposal as it was written, hashed to what it says, and closed once closed",
    run: async (gate) => {
      const { proposal } = await gate.cleared(await gate.account());
      const set = (what: string) => run(`update proposals set ${what} where id = '${proposal}'`);
      for (const what of [
        "quantity = 6",
        "tainted = true",
        "proposed_by = 'ann'",
        "expires_at = now() + interval '1 day'",
      ])
        await gate.refuses("LEDGER_FROZEN", set(what));
      await gate.refuses("LEDGER_FROZEN", run(`delete from proposals where id = '${proposal}'`));
      await gate.allows(set("status = 'void'"));
      for (const status of ["refused", "declined", "expired", "void", "placed"]) {
        await gate.forge(`update proposals set status = '${status}' where id = '${proposal}'`);
        await gate.refuses("LEDGER_FROZEN", set("status = 'approved'"));
        await gate.allows(set(`status = '${status}'`));
      }
      const again = (columns: string) =>
        run(`create temp table copied on commit drop as select * from proposals where id = '${proposal}';
          update copied set id = 'copy', client_order_id = qd_client_order_id('sim', order_hash, 'copy'); update copied set ${columns};
          insert into proposals select * from copied`);
      await gate.allows(again("rationale = 'x'"));
      await gate.refuses("GATE_HASH", again("quantity = 6"));
      await gate.refuses("GATE_HASH", again("client_order_id = 'sim-x'"));
    },
  },
  {
    name: "lets only an order use a clearance up, once",
    run: async (gate) => {
      const account = await gate.account();
      const [used, unused] = [await gate.placed(account), await gate.cleared(account)];
      const set = (what: string, proposal: string) =>
        run(`update clearances set ${what} where proposal_id = '${proposal}'`);
      await gate.refuses("GATE_IMMUTABLE", set("consumed_at = null", used.proposal));
      await gate.refuses("GATE_IMMUTABLE", set("consumed_at = now()", unused.proposal));
      await gate.refuses("GATE_IMMUTABLE", set("expires_at = expires_at", unused.proposal));
      await gate.refuses(
        "GATE_IMMUTABLE",
        run(`delete from clearances where proposal_id = '${unused.proposal}'`),
      );
      // From inside another trigger too: the depth alone proves nothing.
      await gate.sql`create function meddle() returns trigger language plpgsql as $$ begin execute new.note; return new; end $$`;
      await gate.sql`create table meddling (note text)`;
      await gate.sql`create trigger meddle before insert on meddling for each row execute function meddle()`;
      const inside = (statement: string) => (g: AttackedGate) =>
        g.sql`insert into meddling values (${statement})`;
      for (const [what, proposal] of [
        ["consumed_at = null", used.proposal],
        ["consumed_at = now()", used.proposal],
        ["order_hash = repeat('0', 64)", unused.proposal],
      ])
        await gate.refuses(
          "GATE_IMMUTABLE",
          inside(`update clearances set ${what} where proposal_id = '${proposal}'`),
        );
      await gate.refuses(
        "GATE_IMMUTABLE",
        inside(`delete from clearances where proposal_id = '${unused.proposal}'`),
      );
    },
  },
  {
    name: "lets no hand write the sums of an account, nor turn its epoch, limits or state back",
    run: async (gate) => {
      const account = await gate.account();
      await gate.placed(account);
      const set = (what: string) => run(`update accounts set ${what} where account = '${account}'`);
      for (const what of [
        "reserved = 0",
        "gross_exposure = 1",
        "net_exposure = 1",
        "environment = 'paper'",
        "account = 'x'",
      ])
        await gate.refuses("LEDGER_FROZEN", set(what));
      await gate.sql`update accounts set kill_epoch = 4 where account = ${account}`;
      await gate.refuses("LEDGER_FROZEN", set("kill_epoch = 3"));
      await gate.refuses("LEDGER_FROZEN", set("limits_version = limits_version - 1"));
      await gate.refuses("GATE_EPOCH", set("trading_state = 'HALTED'"));
      await gate.allows(set("trading_state = 'HALTED', kill_epoch = 5"));
      await gate.refuses("LEDGER_FROZEN", run(`delete from accounts where account = '${account}'`));
      await gate.allows(set("cash = cash - 1, trading_state = 'REDUCING'"));
      await gate.sql`update accounts set trading_state = 'HALTED', kill_epoch = 5 where account = ${account}`;
      await gate.refuses("GATE_RESUME", set("trading_state = 'ACTIVE'"));
      await gate.allows(set("trading_state = 'REDUCING'"));
      await gate.allows(set("state_reason = 'still'"));
      for (const sum of ["reserved", "gross_exposure", "net_exposure"])
        await gate.refuses(
          "LEDGER_FROZEN",
          run(`insert into accounts (account, environment, state_changed_at, cash, equity_at_open, opened_on, limits_version, source, ${sum})
            select 'born', environment, now(), 1, 1, opened_on, limits_version, source, 5 from accounts where account = '${account}'`),
        );
      await gate.refuses("", set("cash = 'NaN'"));
    },
  },
  {
    name: "lets no hand write what is reserved of a position, nor move it to another name",
    run: async (gate) => {
      const account = await gate.account();
      await gate.placed(account);
      const set = (what: string) => run(`update positions set ${what} where account = '${account}'`);
      for (const what of [
        "reserved_buy = 1",
        "open_buy_quantity = 1",
        "open_sell_quantity = 1",
        "symbol = 'MSFT'",
      ])
        await gate.refuses("LEDGER_FROZEN", set(what));
      await gate.refuses("LEDGER_FROZEN", run(`delete from positions where account = '${account}'`));
      await gate.allows(set("mark_price = 7"));
      for (const sum of ["reserved_buy", "open_buy_quantity", "open_sell_quantity"])
        await gate.refuses(
          "LEDGER_FROZEN",
          run(
            `insert into positions (account, symbol, marked_at, source, ${sum}) values ('${account}', 'KO', now(), 'simulated', 1)`,
          ),
        );
      for (const what of ["quantity = 'NaN'", "mark_price = 'NaN'"]) await gate.refuses("", set(what));
    },
  },
  {
    name: "takes limits that are numbers above zero, and looser ones from two different people",
    run: async (gate) => {
      const version =
        (changes: object, loosened = "none", by = ["ann"], more = 1) =>
        (g: AttackedGate) =>
          g.insertLimits({ ...LIMITS, ...changes }, loosened, by, more);
      await gate.allows(version({ maxOrdersPerMinute: 19 }));
      await gate.allows(version({}));
      await gate.refuses("LEDGER_LIMITS", version({ maxOrdersPerMinute: 21 }));
      await gate.refuses("LEDGER_LIMITS", version({ maxOrdersPerMinute: 21 }, "none", ["ann", "bob"]));
      await gate.refuses("LEDGER_LIMITS", version({ maxOrdersPerMinute: 21 }, "by-two", ["ann", "ann"]));
      await gate.allows(version({ maxOrdersPerMinute: 21 }, "by-two", ["ann", "bob"]));
      await gate.refuses("LEDGER_LIMITS", version({ maxOrderQuantity: undefined }));
      for (const broken of ["NaN", "Infinity", "-1", "0", null, "1e3"])
        await gate.refuses("LEDGER_LIMITS", version({ twoApprovalsAboveUsd: broken }));
      for (const missing of ["oneApprovalAboveUsd", "twoApprovalsAboveUsd"])
        await gate.refuses("LEDGER_LIMITS", version({ [missing]: undefined }, "by-two", ["ann", "bob"]));
      await gate.refuses("LEDGER_LIMITS", version({ maxPriceDriftFraction: null }, "by-two", ["ann", "bob"]));
      await gate.refuses("LEDGER_LIMITS", version({}, "none", ["ann"], 0));
      await gate.refuses("LEDGER_LIMITS", version({}, "none", ["ann"], -1));
    },
  },
];
