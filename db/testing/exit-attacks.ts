import type { AttackedGate, Cleared } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";
import { BRACKET, OTO } from "./terms-attacks.ts";

const FILLED: [string, number][] = [
  ["sending", 0],
  ["filled", 5],
];

/** What an exit says of itself that is not simply its entry's. */
const exitOf = ({ id }: Cleared, gate: AttackedGate) =>
  gate.sql.unsafe(
    `select concat_ws(' ', side, trim_scale(quantity), type, trim_scale(limit_price), time_in_force, order_class,
        'stop', trim_scale(stop_price), trim_scale(stop_loss_price), trim_scale(stop_loss_limit), trim_scale(take_profit_price),
        state, trim_scale(filled_quantity), broker_order_id, reason, client_order_id = exit_of || '-x')
      from orders where exit_of = '${id}'`,
  );
const forSale = (account: string, gate: AttackedGate) =>
  gate.sql`select trim_scale(open_sell_quantity)::text from positions where account = ${account} and symbol = 'AAPL'`;
const ordersOf = (account: string, gate: AttackedGate) =>
  gate.sql`select count(*)::text from orders where account = ${account}`;
const exitEntry = (entry: Cleared): Cleared => ({ ...entry, id: `${entry.id}-x` });

/** So many units of an order traded, as one execution; the order itself is moved apart. */
const booked = (
  gate: AttackedGate,
  { id, account }: Cleared,
  execution: string,
  quantity: number,
  broker = "b",
) =>
  gate.sql`insert into fills (broker, execution_id, client_order_id, account, symbol, side, quantity, price, fee, filled_at, recorded_at, source)
    values (${broker}, ${execution}, ${id}, ${account}, 'AAPL', 'buy', ${quantity}, 100, 0, now(), now(), 'simulated')`;
const busted = (gate: AttackedGate, { account }: Cleared, execution: string, broker = "b") =>
  gate.sql`insert into fill_busts (broker, execution_id, account, symbol, reason, busted_at, recorded_at)
    values (${broker}, ${execution}, ${account}, 'AAPL', 'clearly erroneous', now(), now())`;

const copyOfExit = (entry: Cleared, changed: string) => (gate: AttackedGate) =>
  gate.sql.unsafe(`create temp table copied on commit drop as select * from orders where client_order_id = '${entry.id}-x';
    update copied set ${changed}; insert into orders select * from copied`);

export const EXIT_ATTACKS: Attack[] = [
  {
    name: "writes the exit of a bracket itself once its entry is over, and reserves what it sells",
    run: async (gate) => {
      const [account, other] = [await gate.account(), await gate.account()];
      await gate.hold(other, 1);
      await gate.forge(
        `insert into positions (account, symbol, marked_at, source) values ('${account}', 'MSFT', now(), 'simulated')`,
      );
      const entry = await gate.placed(account, { terms: BRACKET }, ["sending", 0]);
      await gate.sql`update orders set broker_order_id = 'b1', reason = 'r', claimed_by = 'e', claimed_until = now(),
        cancel_requested_at = now(), average_fill_price = 99, send_attempts = 1, look_count = 1, sent_at = now() where client_order_id = ${entry.id}`;
      await gate.reads("1", ordersOf(account, gate));
      await gate.move(entry, "filled", 5);
      await gate.reads("sell 5 limit 130 day oco stop 90 89 accepted 0 t", exitOf(entry, gate));
      await gate.reads(
        "0",
        gate.sql`select num_nonnulls(claimed_by, claimed_until, cancel_requested_at, average_fill_price, sent_at, broker_order_id, reason)
          + send_attempts + look_count as clean from orders where exit_of = ${entry.id}`,
      );
      await gate.reads("5", forSale(account, gate));
      await gate.reads("0", forSale(other, gate));
      await gate.reads(
        "0",
        gate.sql`select trim_scale(open_sell_quantity)::text from positions where account = ${account} and symbol = 'MSFT'`,
      );
      await gate.reads(
        "born",
        gate.sql`select kind from order_events where client_order_id = ${`${entry.id}-x`}`,
      );
    },
  },
  {
    name: "writes the exit of an oto as the stop it is",
    run: async (gate) => {
      const entry = await gate.placed(
        await gate.account(),
        { terms: { ...OTO, time_in_force: "gtc" } },
        ...FILLED,
      );
      await gate.reads("sell 5 stop-limit 89 gtc stop 90 accepted 0 t", exitOf(entry, gate));
    },
  },
  {
    name: "leaves no exit for an order that has none, or whose entry bought nothing",
    run: async (gate) => {
      const account = await gate.account();
      await gate.placed(account, {}, ...FILLED);
      await gate.placed(account, { terms: BRACKET }, ["sending", 0], ["canceled", 0]);
      await gate.placed(account, { terms: BRACKET }, ["sending", 0], ["partially-filled", 2]);
      await gate.reads("3", ordersOf(account, gate));
    },
  },
  {
    name: "keeps what an open entry has bought for its exit, and sells the rest",
    run: async (gate) => {
      const account = await gate.account();
      const entry = await gate.placed(account, { terms: BRACKET }, ["sending", 0], ["partially-filled", 3]);
      await gate.sql`update positions set quantity = 4, mark_price = 100 where account = ${account}`;
      await gate.reads("3", forSale(account, gate));
      await gate.allows((g) => g.placed(account, { side: "sell", q: 1 }));
      await gate.refuses("GATE_SHORT_SALE", (g) => g.placed(account, { side: "sell", q: 2 }));
      await gate.move(entry, "canceled", 3);
      await gate.reads("3", forSale(account, gate));
      await gate.reads("sell 3 limit 130 day oco stop 90 89 accepted 0 t", exitOf(entry, gate));
      await gate.move(exitEntry(entry), "filled", 3);
      await gate.reads("0", forSale(account, gate));
    },
  },
  {
    name: "sizes an open exit by its entry, also by what fills late or is taken back",
    run: async (gate) => {
      const account = await gate.account();
      const entry = await gate.placed(account, { terms: BRACKET }, ["sending", 0], ["canceled", 2]);
      const leaving = exitEntry(entry);
      await gate.move(entry, "canceled", 4);
      await gate.reads("sell 4 limit 130 day oco stop 90 89 accepted 0 t", exitOf(entry, gate));
      await gate.reads("4", forSale(account, gate));
      for (const [execution, quantity] of [
        ["e1", 1],
        ["e2", 2],
        ["e3", 1],
      ] as const)
        await booked(gate, entry, execution, quantity);
      await busted(gate, entry, "e3");
      await gate.move(entry, "canceled", 3);
      await gate.reads("3", forSale(account, gate));
      await gate.sql`savepoint taken`;
      for (const execution of ["e1", "e2"]) await busted(gate, entry, execution);
      const bystander = await gate.placed(account);
      await gate.move(entry, "canceled", 0);
      await gate.reads("intent", gate.sql`select state from orders where client_order_id = ${bystander.id}`);
      await gate.reads("canceled", gate.sql`select state from orders where exit_of = ${entry.id}`);
      await gate.reads("0", forSale(account, gate));
      await gate.sql`rollback to savepoint taken`;
      await gate.move(leaving, "partially-filled", 1);
      await busted(gate, entry, "e2");
      await gate.move(entry, "canceled", 1);
      await gate.reads(
        "filled 1",
        gate.sql`select state || ' ' || trim_scale(quantity) from orders where exit_of = ${entry.id}`,
      );
      await gate.reads("0", forSale(account, gate));
      await gate.move(entry, "canceled", 2);
      await gate.reads(
        "filled 1",
        gate.sql`select state || ' ' || trim_scale(quantity) from orders where exit_of = ${entry.id}`,
      );
    },
  },
  {
    name: "lets no hand write an exit, nor change its size",
    run: async (gate) => {
      const account = await gate.account();
      await gate.placed(account);
      const entry = await gate.placed(account, { terms: BRACKET }, ...FILLED);
      await gate.refuses("duplicate key", copyOfExit(entry, "reason = null"));
      await gate.forge(`delete from order_events where client_order_id = '${entry.id}-x'`);
      await gate.sql`create temp table leaving on commit drop as select * from orders where exit_of = ${entry.id}`;
      await gate.forge(`delete from orders where exit_of = '${entry.id}'`);
      const insert = (changed: string) => (g: AttackedGate) =>
        g.sql.unsafe(`update leaving set ${changed}; insert into orders select * from leaving`);
      await gate.allows(insert("reason = null"));
      for (const changed of [
        "quantity = 6",
        "symbol = 'MSFT'",
        "side = 'buy', order_class = null, stop_loss_price = null, stop_loss_limit = null",
        "limit_price = 131",
        "stop_loss_limit = 1",
        "state = 'intent'",
        "filled_quantity = 1",
        "client_order_id = 'sim-00000000'",
        "exit_of = 'sim-00000000'",
      ])
        await gate.refuses("GATE_EXIT", insert(changed));
      for (const forged of [
        "state = 'accepted'",
        "filled_quantity = 0",
        "order_class = null, take_profit_price = null, stop_loss_price = null, stop_loss_limit = null",
      ]) {
        await gate.sql`savepoint forged`;
        await gate.forge(`update orders set ${forged} where client_order_id = '${entry.id}'`);
        await gate.refuses("GATE_EXIT", insert("reason = null"));
        await gate.sql`rollback to savepoint forged`;
      }
      await gate.sql`insert into orders select * from leaving`;
      const resize = (quantity: number) => (g: AttackedGate) =>
        g.sql`update orders set quantity = ${quantity} where exit_of = ${entry.id}`;
      for (const quantity of [4, 6]) await gate.refuses("GATE_IMMUTABLE", resize(quantity));
      await gate.move(exitEntry(entry), "canceled");
      await gate.forge(
        `update orders set filled_quantity = 4, state = 'canceled' where client_order_id = '${entry.id}'`,
      );
      await gate.refuses("GATE_IMMUTABLE", resize(4));
    },
  },
  {
    name: "writes an exit while trading is halted, the symbol is blocked or the rate is used up",
    run: async (gate) => {
      const account = await gate.accountWithin({ maxOrdersPerMinute: 2 });
      const entry = await gate.placed(account, { terms: BRACKET }, ["sending", 0]);
      await gate.allows(async (g) => {
        await g.sql`insert into symbol_blocks (id, account, symbol, also_exits, reason, blocked_at) values ('x', ${account}, 'AAPL', true, 'r', now())`;
        await g.sql`update accounts set trading_state = 'HALTED', kill_epoch = kill_epoch + 1 where account = ${account}`;
        await g.move(entry, "filled", 5);
      });
      await gate.move(entry, "filled", 5);
      await gate.allows((g) => g.placed(account));
      await gate.placed(account);
      await gate.refuses("GATE_ORDER_RATE", (g) => g.placed(account));
    },
  },
  {
    name: "lets what an order filled shrink by fills that were taken back and by nothing else",
    run: async (gate) => {
      const account = await gate.account();
      const order = await gate.placed(account, {}, ["sending", 0], ["partially-filled", 2]);
      const neighbour = await gate.placed(account, {}, ["sending", 0], ["partially-filled", 2]);
      await booked(gate, order, "e1", 2);
      await gate.refuses("GATE_IMMUTABLE", (g) => g.move(order, "accepted", 0));
      await booked(gate, neighbour, "e1", 2, "c");
      await busted(gate, neighbour, "e1", "c");
      await gate.refuses("GATE_IMMUTABLE", (g) => g.move(order, "accepted", 0));
      await gate.refuses("GATE_EDGE", (g) => g.move(order, "accepted", 2));
      await booked(gate, order, "e2", 3);
      await gate.move(order, "filled", 5);
      await gate.refuses("GATE_EDGE", (g) => g.move(order, "canceled", 5));
      await busted(gate, order, "e2");
      for (const filled of [0, 1, 3])
        await gate.refuses("GATE_IMMUTABLE", (g) => g.move(order, "canceled", filled));
      await gate.refuses("GATE_EDGE", (g) => g.move(order, "filled", 2));
      await gate.allows((g) => g.move(order, "canceled", 2));
      await busted(gate, order, "e1");
      await gate.allows((g) => g.move(order, "canceled", 0));
      await gate.allows((g) => g.move(neighbour, "accepted", 0));
      // Without a fill taken back, also books that add up shrink nothing.
      const short = await gate.placed(account, {}, ["sending", 0], ["partially-filled", 2]);
      await booked(gate, short, "e4", 1);
      await gate.refuses("GATE_IMMUTABLE", (g) => g.move(short, "partially-filled", 1));
    },
  },
  {
    name: "lets an order take another's place only once that one is over, unchanged and not yet replaced",
    run: async (gate) => {
      const account = await gate.account();
      const old = await gate.placed(account, {}, ["sending", 0], ["partially-filled", 2]);
      const instead = (filled = 2) =>
        gate.cleared(account, { q: 3, terms: { replaces: old.id, replaces_filled: filled } });
      const [first, second, stale] = [await instead(), await instead(), await instead(1)];
      await gate.refuses("GATE_REPLACES", (g) => g.copyOf(first));
      await gate.move(old, "canceled", 2);
      await gate.refuses("GATE_REPLACES", (g) => g.copyOf(stale));
      const unrelated = await gate.placed(account, {}, ["sending", 0], ["canceled", 0]);
      const other = await gate.cleared(account, { terms: { replaces: unrelated.id, replaces_filled: 0 } });
      await gate.copyOf(other);
      await gate.copyOf(first);
      await gate.refuses("GATE_REPLACES", (g) => g.copyOf(second));
      await gate.refuses("new row", (g) => g.cleared(account, { terms: { replaces: old.id } }));
      await gate.refuses("new row", (g) => g.cleared(account, { terms: { replaces_filled: 1 } }));
    },
  },
];
