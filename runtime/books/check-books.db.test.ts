import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orders, toOrder } from "#db";
import { openRestingDesk, type RestingDesk } from "../testing/resting-desk.ts";
import { checkBooks, INVARIANTS, violationsIn } from "./check-books.ts";
import type { BrokerBooks } from "./invariant.ts";

let scene: RestingDesk;
/** An order that stands at the broker unfilled, and one that was canceled before it was sent. */
let resting: string;
let voided: string;

beforeAll(async () => {
  scene = await openRestingDesk();
  await scene.wish({ symbol: "KO", quantity: "3" });
  const large = await scene.wish({ symbol: "XOM", quantity: "20" });
  const { approval } = await scene.perform<{ approval: { id: string } }>("getTicket", { proposalId: large });
  await scene.perform("decideApproval", { approvalId: approval.id, decision: "approve" }, scene.ann);
  const rests = await scene.wish({ symbol: "KO", quantity: "2", type: "limit", limitPrice: "30" });
  await scene.trading.settle(2_000);
  const unsent = await scene.wish({ symbol: "KO", quantity: "1" });
  [resting = "", voided = ""] = await Promise.all([rests, unsent].map(idOf));
  await scene.perform("cancelOrder", { clientOrderId: voided });
});
afterAll(() => scene.close());

async function idOf(proposalId: string): Promise<string> {
  const [row] = await scene.desk.db.select().from(orders).where(eq(orders.proposalId, proposalId));
  return row?.clientOrderId ?? "";
}

/** One lie told to the books: in SQL with every trigger off, or in what the broker says. */
interface Lie {
  breaks: string;
  lie: string;
  statement?: () => string;
  broker?: (told: BrokerBooks) => Promise<BrokerBooks> | BrokerBooks;
  triggersOn?: boolean;
}

const first = (told: BrokerBooks) => told.accepted.slice(0, 1);
const LIES: Lie[] = [
  {
    breaks: "I1",
    lie: "the clearance is for other terms",
    statement: () => "update clearances set order_hash = repeat('0', 64)",
  },
  {
    breaks: "I1",
    lie: "the same order stands at the broker twice",
    broker: (told) => ({ ...told, accepted: [...told.accepted, ...first(told)] }),
  },
  {
    breaks: "I1",
    lie: "the broker holds an order under an id that is not ours",
    broker: (told) => ({
      ...told,
      accepted: [...told.accepted, ...first(told).map((order) => ({ ...order, clientOrderId: "sim-retry" }))],
    }),
  },
  {
    breaks: "I1",
    lie: "the broker never had an order our books call accepted",
    broker: (told) => ({
      ...told,
      accepted: told.accepted.filter((order) => order.clientOrderId !== resting),
    }),
  },
  {
    breaks: "I1",
    lie: "the broker holds a larger order",
    broker: (told) => ({
      ...told,
      accepted: told.accepted.map((order) =>
        order.clientOrderId === resting ? { ...order, terms: { ...order.terms, quantity: "200" } } : order,
      ),
    }),
  },
  {
    breaks: "I2",
    lie: "a cent too much is reserved",
    statement: () => "update accounts set reserved = reserved + 0.01",
  },
  {
    breaks: "I2b",
    lie: "the exposure is a cent off",
    statement: () => "update accounts set gross_exposure = gross_exposure + 0.01",
  },
  {
    breaks: "I3",
    lie: "it was cleared although open orders used the cash up",
    statement: () =>
      `update clearances set facts = jsonb_set(facts, '{account,reservedBuys}', '"99000"') where consumed_at is not null`,
  },
  {
    breaks: "I4",
    lie: "the approver is the one who asked",
    statement: () => "update approvals set approver = (select proposed_by from proposals limit 1)",
  },
  {
    breaks: "I4",
    lie: "the approval came after its time",
    statement: () => "update approvals set decided_at = decided_at + interval '1 hour'",
  },
  {
    breaks: "I5",
    lie: "an order was sent after a halt",
    statement:
      () => `update order_events set recorded_at = recorded_at + interval '1 hour' where client_order_id = '${resting}';
      insert into events (id, type, entity_id, payload, caused_by, trace_id, actor, occurred_at)
        select 'evt_lie', 'trading.halted', account, '{"killEpoch": 9}', '[]', 't', 'a', max(created_at) + interval '30 minutes' from orders group by account`,
  },
  {
    breaks: "I6",
    lie: "a fill was booked under another execution",
    statement: () => "update fills set execution_id = 'other' where symbol = 'KO'",
  },
  {
    breaks: "I6",
    lie: "a fill was booked at another price",
    statement: () => `update fills set price = price - 1 where symbol = 'KO';
      update accounts set cash = cash + (select sum(quantity) from fills where symbol = 'KO')`,
  },
  {
    breaks: "I7",
    lie: "an order counts less than its fills",
    statement: () => "update orders set filled_quantity = filled_quantity - 1 where state = 'filled'",
  },
  {
    breaks: "I8",
    lie: "a position holds one more than was bought",
    statement: () => `update positions set quantity = quantity + 1 where symbol = 'KO';
      update accounts a set (gross_exposure, net_exposure) = (select sum(abs(round(quantity * mark_price, 6))), sum(round(quantity * mark_price, 6))
        from positions p where p.account = a.account)`,
  },
  {
    breaks: "I8",
    lie: "a split was booked and the position left as it was",
    statement:
      () => `insert into corporate_actions (id, account, symbol, kind, new_units, old_units, quantity_before, quantity_after, effective_on, reason, recorded_by, recorded_at)
      select 'act_lie', account, symbol, 'split', 2, 1, quantity, quantity * 2, '2026-11-24', 'lie', 'a', now() from positions where symbol = 'KO'`,
  },
  {
    breaks: "I8b",
    lie: "a cent of cash came from nowhere",
    statement: () => "update accounts set cash = cash + 0.01",
  },
  {
    breaks: "I9",
    lie: "an audit entry names somebody else",
    statement: () => "update audit set actor = 'nobody' where seq = 2",
  },
  {
    breaks: "I10",
    lie: "an order stands where its events do not lead",
    statement: () => `update orders set state = 'unknown' where client_order_id = '${resting}'`,
  },
  {
    breaks: "I10",
    lie: "an order was accepted without being sent",
    statement: () =>
      `delete from order_events where client_order_id = '${resting}' and kind in ('sending', 'unknown')`,
  },
  {
    breaks: "I11",
    lie: "orders were written while trading was halted",
    statement:
      () => `insert into events (id, type, entity_id, payload, caused_by, trace_id, actor, occurred_at)
      select 'evt_lie', 'trading.halted', account, '{"killEpoch": 0}', '[]', 't', 'a', min(created_at) - interval '1 second' from orders group by account`,
  },
  {
    breaks: "I12",
    lie: "an acceptance took effect twice",
    statement: () => `insert into order_events
      select 'evt_lie', client_order_id, kind, detail, occurred_at, recorded_at from order_events where client_order_id = '${resting}' and kind = 'accepted'`,
  },
  {
    breaks: "I13",
    lie: "an article is among the causes of an untainted proposal",
    statement: () => `update proposals set caused_by = '["art_poison"]'`,
  },
  {
    breaks: "I14",
    lie: "a key stands in an event",
    statement: () =>
      `update events set payload = '{"note": "sk-aaaaaaaaaaaaaaaaaaaaaaaa"}' where type = 'order.proposed'`,
  },
  {
    breaks: "I15",
    lie: "only one order a minute was allowed",
    statement: () =>
      "update risk_limits set max_orders_per_minute = 1, limits = limits || '{\"maxOrdersPerMinute\": 1}'",
  },
  {
    breaks: "I16",
    lie: "a simulated order filled for real",
    statement: () => "update fills set source = 'live'",
  },
  {
    breaks: "I17",
    lie: "an order that was given up stands at the broker",
    broker: async (told) => {
      const [row] = await scene.desk.db.select().from(orders).where(eq(orders.clientOrderId, voided));
      if (!row) throw new Error("the scene lost its voided order");
      return { ...told, accepted: [...told.accepted, { clientOrderId: voided, terms: toOrder(row).terms }] };
    },
  },
  {
    breaks: "I18",
    lie: "an agent approved an order",
    triggersOn: true,
    statement:
      () => `insert into audit (seq, at, actor, via, action, outcome, entity_id, trace_id, detail, previous_hash, hash)
      values (0, now(), 'agent:decision for per_owner', 'chat:decision', 'decideApproval', 'done', 'x', 't', '{}', '', '')`,
  },
  {
    breaks: "I19",
    lie: "one person loosened a limit, under two signatures of the same hand",
    statement:
      () => `insert into risk_limits (version, limits, max_order_notional, max_position, max_gross_exposure, max_buying_power_use, max_orders_per_minute, loosened, reason, set_by, set_at)
      select 2, limits || '{"maxOrderQuantity": "5001"}', max_order_notional, max_position, max_gross_exposure, max_buying_power_use, max_orders_per_minute, 'by-two', 'lie', array['a', 'a'], now() from risk_limits`,
  },
  {
    breaks: "I20",
    lie: "the audit was proven after the limits",
    statement: () =>
      "update desk_start_steps set step = case step when 'limits' then 'verify-chain' else 'limits' end where step in ('limits', 'verify-chain')",
  },
  {
    breaks: "I20",
    lie: "it came up without comparing its books",
    statement: () => "delete from desk_start_steps where step = 'reconcile'",
  },
  {
    breaks: "I20",
    lie: "an order was sent by a start that had not come up",
    statement: () => "update desk_start_steps set at = at + interval '1 hour' where step = 'active'",
  },
  {
    breaks: "P02",
    lie: "a difference counted and the books are called clean",
    statement:
      () => `insert into broker_differences (id, account, kind, subject, ours, theirs, says, first_seen_at, last_seen_at, counted_at)
      select 'dif_lie', account, 'position', 'KO', '1', '2', 'they differ', now(), now(), now() from accounts`,
  },
];

/** Tells the lie in a transaction that is never committed. @returns the ids of the invariants that noticed */
async function noticed({ statement, broker, triggersOn }: Lie): Promise<string[]> {
  const told = await (broker?.(scene.brokerBooks()) ?? scene.brokerBooks());
  let ids: string[] = [];
  await scene.desk.db
    .transaction(async (tx) => {
      if (!triggersOn) await tx.execute(sql`set local session_replication_role = replica`);
      for (const part of statement?.().split(";\n") ?? []) await tx.execute(sql.raw(part));
      const findings = await checkBooks({ db: tx, broker: told });
      ids = findings.filter(({ violations }) => violations.length > 0).map(({ id }) => id);
      tx.rollback();
    })
    .catch((error: Error) => {
      if (error.message !== "Rollback") throw error;
    });
  return ids;
}

describe("the books of a desk at rest", () => {
  it("bear every invariant out", async () => {
    const findings = await checkBooks({ db: scene.desk.db, broker: scene.brokerBooks() });
    expect(violationsIn(findings)).toEqual([]);
  });

  it.each(LIES)("break $breaks, and nothing else, when $lie", async (lie) => {
    expect(await noticed(lie)).toEqual([lie.breaks]);
  });

  it("have a lie for every invariant", () => {
    const told = new Set(LIES.map(({ breaks }) => breaks));
    expect(INVARIANTS.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
  });
});
