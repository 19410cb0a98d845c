import { asc, sql } from "drizzle-orm";
import { LEGAL_EDGES } from "#core/execution";
import { type Decimal, decimal, OrderState } from "#core/model";
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
        steps.map(({ kind, detail }) => ({ kind, detail: detail as Step["detail"] })),
      );
      if (typeof walked !== "string") return [`${order.clientOrderId}: ${walked.illegal}`];
      const isVoidedUnsent = walked === "intent" && order.state === "voided";
      return walked === order.state || isVoidedUnsent
        ? []
        : [`${order.clientOrderId}: its events lead to ${walked}, it stands at ${order.state}`];
    });
  },
};

const STATE_OF: Record<string, OrderState> = {
  "not-found": "unknown",
  replaced: "canceled",
};

interface Step {
  kind: string;
  detail: { quantity?: string; executionId?: string };
}

function walk(ordered: string, steps: readonly Step[]): OrderState | { illegal: string } {
  let state: OrderState = "intent";
  const trades = new Trades(ordered);
  for (const { kind, detail } of steps) {
    if (kind === "anomaly") continue;
    // An exit begins at the broker.
    if (kind === "born") {
      state = "accepted";
      continue;
    }
    let next = STATE_OF[kind] ?? kind;
    if (kind === "fill" || kind === "bust") next = trades.after(state, kind, detail);
    // Its name at the broker may be learned after it has moved on.
    if (kind === "accepted" && state !== "intent" && state !== "sending" && state !== "unknown") next = state;
    const parsed = OrderState.safeParse(next);
    if (!parsed.success) return { illegal: `${kind} is no step of an order` };
    if (parsed.data !== state && !LEGAL_EDGES[state].includes(parsed.data))
      return { illegal: `it went from ${state} to ${parsed.data}` };
    state = parsed.data;
  }
  return state;
}

/** Counts what traded and what of it stands, beside the code that moves orders, so that neither vouches for itself. */
class Trades {
  readonly #ordered: Decimal;
  readonly #fills = new Map<string, Decimal>();
  readonly #busted = new Set<string>();

  constructor(ordered: string) {
    this.#ordered = decimal(ordered);
  }

  after(
    state: OrderState,
    kind: "fill" | "bust",
    { quantity = "0", executionId = "" }: Step["detail"],
  ): OrderState {
    if (kind === "fill") this.#fills.set(executionId, decimal(quantity));
    else this.#busted.add(executionId);
    const sum = (of: (id: string) => boolean) =>
      [...this.#fills].reduce((total, [id, part]) => (of(id) ? total.plus(part) : total), decimal("0"));
    const standing = sum((id) => !this.#busted.has(id));
    if (standing.gte(this.#ordered)) return "filled";
    if (sum(() => true).gte(this.#ordered)) return "canceled";
    if (state === "canceled" || state === "expired") return state;
    return standing.eq("0") ? "accepted" : "partially-filled";
  }
}

export const nothingWrittenWhileHalted: Invariant = {
  id: "I11",
  proves:
    "no order was written while trading was halted, and only exits while it was reducing; the exit of an entry follows it",
  violations: (books) =>
    said(
      books,
      sql`with states as (
        select entity_id as account, case type when 'trading.halted' then 'HALTED' else payload->>'tradingState' end as state,
          occurred_at as since, lead(occurred_at, 1, 'infinity'::timestamptz) over (partition by entity_id order by occurred_at, seq) as until
        from events where type in ('trading.halted', 'trading.resumed'))
      select o.client_order_id || ': written while ' || s.state as line from orders o join states s on s.account = o.account
        and o.created_at > s.since and o.created_at < s.until
      where o.exit_of is null and (s.state = 'HALTED' or (s.state = 'REDUCING' and o.side = 'buy'))`,
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
