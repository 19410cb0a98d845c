import { asc, sql } from "drizzle-orm";
import { LEGAL_EDGES } from "#core/execution";
import { decimal, OrderState } from "#core/model";
import { orderEvents, orders } from "#db";
import { type Invariant, said } from "../invariant.ts";

export const nothingSentAcrossAHalt: Invariant = {
  id: "I5",
  proves: "no order was on its way to the broker after a halt that came later than its clearance",
  violations: (books) =>
    said(
      books,
      sql`select distinct o.client_order_id || ': sent in kill epoch ' || (h.payload->>'killEpoch') || ', cleared in ' || o.kill_epoch as line
      from orders o join order_events e on e.client_order_id = o.client_order_id and e.kind = 'sending'
        join events h on h.type = 'trading.halted' and h.entity_id = o.account and h.occurred_at < e.recorded_at
      where (h.payload->>'killEpoch')::bigint > o.kill_epoch`,
    ),
};

/** An order's own events, walked along the table of legal moves. A cancel before sending leaves no event. */
export const everyStepIsLegal: Invariant = {
  id: "I10",
  proves: "every order came to its state along legal steps only",
  async violations({ db }) {
    const events = await db
      .select()
      .from(orderEvents)
      .orderBy(asc(orderEvents.recordedAt), asc(orderEvents.id));
    const rows = await db.select().from(orders);
    return rows.flatMap((order) => {
      const steps = events.filter((event) => event.clientOrderId === order.clientOrderId);
      const walked = walk(
        order.quantity,
        steps.map(({ kind, detail }) => ({ kind, detail: detail as { quantity?: string } })),
      );
      if (typeof walked !== "string") return [`${order.clientOrderId}: ${walked.illegal}`];
      const isVoidedUnsent = walked === "intent" && order.state === "voided";
      return walked === order.state || isVoidedUnsent
        ? []
        : [`${order.clientOrderId}: its events lead to ${walked}, it stands at ${order.state}`];
    });
  },
};

const STATE_OF: Record<string, OrderState> = { "not-found": "unknown" };

function walk(
  ordered: string,
  steps: readonly { kind: string; detail: { quantity?: string } }[],
): OrderState | { illegal: string } {
  let state: OrderState = "intent";
  let filled = decimal("0");
  for (const { kind, detail } of steps) {
    if (kind === "anomaly") continue;
    let next = STATE_OF[kind] ?? kind;
    if (kind === "fill") {
      filled = filled.plus(decimal(detail.quantity ?? "0"));
      const isLate = state === "canceled" || state === "expired";
      next = filled.gte(decimal(ordered)) ? "filled" : isLate ? state : "partially-filled";
    }
    const parsed = OrderState.safeParse(next);
    if (!parsed.success) return { illegal: `${kind} is no step of an order` };
    if (parsed.data !== state && !LEGAL_EDGES[state].includes(parsed.data))
      return { illegal: `it went from ${state} to ${parsed.data}` };
    state = parsed.data;
  }
  return state;
}

export const nothingWrittenWhileHalted: Invariant = {
  id: "I11",
  proves: "no order was written while trading was halted, and only exits while it was reducing",
  violations: (books) =>
    said(
      books,
      sql`with states as (
        select entity_id as account, case type when 'trading.halted' then 'HALTED' else payload->>'tradingState' end as state,
          occurred_at as since, lead(occurred_at, 1, 'infinity'::timestamptz) over (partition by entity_id order by occurred_at, seq) as until
        from events where type in ('trading.halted', 'trading.resumed'))
      select o.client_order_id || ': written while ' || s.state as line from orders o join states s on s.account = o.account
        and o.created_at > s.since and o.created_at < s.until
      where s.state = 'HALTED' or (s.state = 'REDUCING' and o.side = 'buy')`,
    ),
};

export const doubtIsNeverGuessedAway: Invariant = {
  id: "I17",
  proves: "no order that was given up, or called rejected, stands at the broker",
  async violations({ db, broker }) {
    const held = new Set(broker.accepted.map((order) => order.clientOrderId));
    const rows = await db.select({ id: orders.clientOrderId, state: orders.state }).from(orders);
    return rows
      .filter(({ id, state }) => (state === "voided" || state === "rejected") && held.has(id))
      .map(({ id, state }) => `${id}: ${state} in our books, accepted by the broker`);
  },
};
