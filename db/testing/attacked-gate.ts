import postgres, { type Sql } from "postgres";
import { RiskLimits } from "#core/model";
import type { OpenDatabase } from "../open.ts";
import { createPlaceFunction } from "./place-by-sql.ts";

/** The gate let something through that it must refuse, or refused what it must let through. */
export class GateHole extends Error {}

/** Columns of a proposal that make it another kind of order than a limit order for the day. */
export type Terms = Record<string, string | number | boolean>;

/** A proposal with its clearance, as an order may use it once. */
export interface Cleared {
  account: string;
  proposal: string;
  id: string;
  side: "buy" | "sell";
  q: number;
  price: number;
}

/** What an order repeats of its proposal. */
const COPIED = (
  "client_order_id environment account symbol side quantity type limit_price time_in_force stop_price trail_by " +
  "trail_amount extended_hours order_class take_profit_price stop_loss_price stop_loss_limit"
).split(" ");

/** Attacks the gate on one connection, in SQL alone; every attempt is undone with its savepoint. */
export class AttackedGate {
  readonly sql: Sql;
  static #serial = 0;

  constructor(sql: Sql) {
    this.sql = sql;
  }

  /** An account with so much cash, under the newest limits. */
  async account(cash = 100_000): Promise<string> {
    const name = `attacked${++AttackedGate.#serial}`;
    await this.sql`select test_account(${name}, ${cash})`;
    return name;
  }

  /** An account under limits of its own. */
  async accountWithin(limits: Partial<RiskLimits>, cash = 100_000): Promise<string> {
    await this.insertLimits(RiskLimits.parse(limits), "by-two", ["ann", "bob"]);
    return this.account(cash);
  }

  async insertLimits(limits: object, loosened: string, setBy: string[], more = 1): Promise<void> {
    await this
      .sql`insert into risk_limits (version, limits, max_order_notional, max_position, max_gross_exposure,
        max_buying_power_use, max_orders_per_minute, loosened, reason, set_by, set_at)
      select (select coalesce(max(version), 0) from risk_limits) + ${more}, l, (l->>'maxOrderNotionalUsd')::numeric,
        (l->>'maxPositionUsd')::numeric, (l->>'maxGrossExposure')::double precision,
        (l->>'maxBuyingPowerUse')::double precision, (l->>'maxOrdersPerMinute')::int, ${loosened}, 'attack', ${setBy}, now()
      from (select ${JSON.stringify(limits)}::text::jsonb as l) given`;
  }

  async cleared(
    account: string,
    {
      side = "buy",
      q = 5,
      price = 100,
      tainted = false,
      terms = {},
    }: Partial<Cleared> & { tainted?: boolean; terms?: Terms } = {},
  ): Promise<Cleared> {
    const proposal = `prp${++AttackedGate.#serial}`;
    const [row] = await this
      .sql`select test_clear(${account}, ${proposal}, ${side}, ${q}, ${price}, ${tainted}, '30 seconds', ${this.sql.json(terms)}) as id`;
    return { account, proposal, id: row?.id as string, side, q, price };
  }

  /** Inserts the order, with anything about it changed. */
  insert(
    cleared: Cleared,
    changed: Partial<Cleared> & { symbol?: string; env?: string } = {},
  ): Promise<unknown> {
    const o = { symbol: "AAPL", env: "sim", ...cleared, ...changed };
    return this
      .sql`select test_insert(${o.account}, ${o.proposal}, ${o.id}, ${o.side}, ${o.q}, ${o.price}, ${o.symbol}, ${o.env})`;
  }

  /** Inserts the order as it was proposed, but for some columns given in SQL. */
  copyOf({ proposal }: Cleared, changed: Record<string, string> = {}): Promise<unknown> {
    const columns: Record<string, string> = {
      ...Object.fromEntries(COPIED.map((name) => [name, name])),
      proposal_id: "id",
      clearance_id: "'clr:' || id",
      state: "'intent'",
      filled_quantity: "0",
      kill_epoch: "0",
      source: "price_source",
      created_at: "now()",
      updated_at: "now()",
      ...changed,
    };
    return this.sql.unsafe(
      `insert into orders (${Object.keys(columns)}) select ${Object.values(columns)} from proposals where id = '${proposal}'`,
    );
  }

  /** An order that stands, moved along to a state. */
  async placed(
    account: string,
    order: Partial<Cleared> & { terms?: Terms } = {},
    ...moves: [string, number][]
  ): Promise<Cleared> {
    const cleared = await this.cleared(account, order);
    await (order.terms ? this.copyOf(cleared) : this.insert(cleared));
    for (const [state, filled] of moves) await this.move(cleared, state, filled);
    return cleared;
  }

  move({ id }: Cleared, state: string, filled = 0): Promise<unknown> {
    return this
      .sql`update orders set state = ${state}, filled_quantity = ${filled} where client_order_id = ${id}`;
  }

  /** Holds so many at a price of 100. */
  hold(account: string, quantity: number): Promise<unknown> {
    return this.sql`insert into positions (account, symbol, quantity, mark_price, marked_at, source)
      values (${account}, 'AAPL', ${quantity}, 100, now(), 'simulated')`;
  }

  /** A question about a proposal, open for five minutes. @returns its id */
  async ask(
    { proposal }: Cleared,
    { quorum = 1, role = "approver", notBy = [] as string[] } = {},
  ): Promise<string> {
    await this
      .sql`insert into approval_requests (id, proposal_id, order_hash, quorum, required_role, not_by, status, requested_by, requested_at, expires_at)
      select 'apr:' || id, id, order_hash, ${quorum}, ${role}, ${notBy}, 'pending', proposed_by, '2026-11-24T15:00:00Z', '2026-11-24T15:05:00Z'
      from proposals where id = ${proposal}`;
    return `apr:${proposal}`;
  }

  vote(
    cleared: Cleared,
    approver: string,
    { decision = "approve", at = "2026-11-24T15:01:00Z", hash = "", about = cleared, seat = "" } = {},
  ): Promise<unknown> {
    return this
      .sql`insert into approvals (id, request_id, proposal_id, order_hash, approver, on_behalf_of, decision, channel, decided_at)
      select ${`${about.proposal}:${approver}`}, ${`apr:${cleared.proposal}`}, ${about.proposal},
        coalesce(nullif(${hash}, ''), order_hash), ${approver}, nullif(${seat}, ''), ${decision}, 'web', ${at}::text::timestamptz
      from proposals where id = ${cleared.proposal}`;
  }

  async approved(cleared: Cleared, ...people: string[]): Promise<Cleared> {
    const request = await this.ask(cleared);
    for (const person of people) await this.vote(cleared, person);
    await this.sql`update approval_requests set status = 'approved' where id = ${request}`;
    return cleared;
  }

  /** Changes rows as the database's owner could, with every trigger off. */
  async forge(statement: string): Promise<void> {
    await this.sql`set local session_replication_role = replica`;
    await this.sql.unsafe(statement);
    await this.sql`set local session_replication_role = origin`;
  }

  /** Holds when the attempt is refused with that code ("" for any), and nothing else. */
  async refuses(code: string, attempt: (gate: AttackedGate) => Promise<unknown>): Promise<void> {
    const outcome = await this.#try(attempt);
    if (outcome === "" || !outcome.startsWith(code))
      throw new GateHole(`wanted ${code}, got: ${outcome || "it went through"}`);
  }

  /** Holds when the attempt goes through. */
  async allows(attempt: (gate: AttackedGate) => Promise<unknown>): Promise<void> {
    const outcome = await this.#try(attempt);
    if (outcome !== "") throw new GateHole(`refused: ${outcome}`);
  }

  /** Holds when the query gives this number or text. */
  async reads(expected: string, query: Promise<readonly Record<string, unknown>[]>): Promise<void> {
    const [row] = await query;
    const value = String(Object.values(row ?? {})[0]);
    if (value !== expected) throw new GateHole(`wanted ${expected}, read ${value}`);
  }

  /** What the database said against it; empty when it went through, which is then undone too. */
  async #try(attempt: (gate: AttackedGate) => Promise<unknown>): Promise<string> {
    await this.sql`savepoint attempt`;
    try {
      await attempt(new AttackedGate(this.sql));
      return "";
    } catch (error) {
      if (error instanceof GateHole) throw error;
      return error instanceof Error ? error.message : String(error);
    } finally {
      await this.sql`rollback to savepoint attempt`;
    }
  }
}

/** Tess wishes for orders; the others have a say in them by their roles, and Vic none. */
export async function seatPeople(sql: Sql): Promise<void> {
  await sql`insert into people (id, name, email, role)
    select who, who, who || '@desk.example', role from (values
      ('tess', 'admin'), ('ann', 'approver'), ('bob', 'approver'), ('rita', 'risk-admin'), ('eve', 'admin'),
      ('tom', 'trader'), ('vic', 'viewer')) seats (who, role)`;
}

/** One connection on which the gate is attacked, with the functions the attacks use. */
export async function openAttacked(opened: OpenDatabase): Promise<Sql> {
  const sql = postgres(opened.url, { max: 1, onnotice: () => {} });
  await createPlaceFunction(sql);
  await seatPeople(sql);
  await new AttackedGate(sql).insertLimits(RiskLimits.parse({}), "none", ["setup"]);
  return sql;
}
