import { sql } from "drizzle-orm";
import { clientOrderId, orderHash } from "#core/risk";
import { clearances, orders, toOrder } from "#db";
import { AGENT_SCOPES, OPERATIONS } from "#operations";
import { type Books, type Invariant, repeated, said } from "../invariant.ts";

/** States that only the broker's own word can put an order in. */
const TOLD_BY_BROKER = new Set(["accepted", "partially-filled", "filled", "canceled", "expired"]);

/** Computed here with the code's own hash, not with the database's, so that neither vouches for itself. */
export const brokerHoldsWhatWasCleared: Invariant = {
  id: "I1",
  proves:
    "every order at the broker used up one clearance for exactly its terms and stands there once; none of ours is missing there",
  async violations({ db, broker }) {
    const rows = await db.select().from(orders);
    const cleared = new Map((await db.select().from(clearances)).map((row) => [row.id, row]));
    const ours = new Map(rows.map((row) => [row.clientOrderId, hashOf(row)]));
    const uncleared = rows.filter(
      (row) => !isCleared(row, ours.get(row.clientOrderId) ?? "", cleared.get(row.clearanceId)),
    );
    const theirs = broker.accepted.map((order) => order.clientOrderId);
    const held = new Set(theirs);
    const differing = broker.accepted.filter(
      (order) => ours.has(order.clientOrderId) && ours.get(order.clientOrderId) !== orderHash(order.terms),
    );
    return [
      ...uncleared.map((row) => `${row.clientOrderId}: no clearance for these terms was used up`),
      ...repeated(theirs).map((id) => `${id}: stands at the broker more than once`),
      ...theirs.filter((id) => !ours.has(id)).map((id) => `${id}: at the broker, not in our books`),
      ...differing.map((order) => `${order.clientOrderId}: the broker holds other terms`),
      ...rows
        // The broker took an exit together with its entry.
        .filter((row) => TOLD_BY_BROKER.has(row.state) && !held.has(row.exitOf ?? row.clientOrderId))
        .map((row) => `${row.clientOrderId}: ${row.state} in our books, unknown to the broker`),
    ];
  },
};

type OrderRow = typeof orders.$inferSelect;

const hashOf = (row: OrderRow): string => orderHash(toOrder(row).terms);

/** An exit follows from an entry that used up a clearance for both. */
function isCleared(row: OrderRow, hash: string, clearance: typeof clearances.$inferSelect | undefined) {
  if (!clearance?.consumedAt || clearance.proposalId !== row.proposalId) return false;
  if (row.exitOf !== null) return row.clientOrderId === `${row.exitOf}-x`;
  return (
    clearance.orderHash === hash &&
    row.clientOrderId === clientOrderId(toOrder(row).terms.environment, hash, row.proposalId)
  );
}

export const enoughPeopleApproved: Invariant = {
  id: "I4",
  proves:
    "every order that needed people has enough of them, none the one who asked, each in time and for its hash, and no decline; a slice has those of its whole, and all slices trade no more than it",
  violations: (books) =>
    said(
      books,
      sql`with needs as (
        select o.client_order_id, asked.id as proposal_id, asked.order_hash, asked.proposed_by, greatest(c.approvals_needed,
          case when p.tainted then 2
            when o.quantity * o.limit_price > (l.limits->>'twoApprovalsAboveUsd')::numeric then 2
            when o.quantity * o.limit_price > (l.limits->>'oneApprovalAboveUsd')::numeric then 1 else 0 end) as needed
        from orders o join proposals p on p.id = o.proposal_id join clearances c on c.id = o.clearance_id
          join risk_limits l on l.version = c.limits_version
          left join execution_slices slice on slice.proposal_id = p.id
          left join executions worked on worked.id = slice.execution_id
          join proposals asked on asked.id = coalesce(worked.proposal_id, p.id))
      select client_order_id || ': ' || given || ' of ' || needed || ' approvals, ' || declined || ' declines' as line from (
        select n.*,
          (select count(distinct a.approver) from approvals a join approval_requests r on r.id = a.request_id
            where a.proposal_id = n.proposal_id and a.order_hash = n.order_hash and a.decision = 'approve'
              and a.approver <> n.proposed_by and a.decided_at < r.expires_at) as given,
          (select count(*) from approvals a where a.proposal_id = n.proposal_id and a.decision = 'decline') as declined
        from needs n) counted
      where given < needed or declined > 0
      union all
      select worked.id || ': slices traded ' || trim_scale(sum(o.filled_quantity)) || ' of ' || trim_scale(whole.quantity)
      from executions worked join proposals whole on whole.id = worked.proposal_id
        join execution_slices slice on slice.execution_id = worked.id join orders o on o.proposal_id = slice.proposal_id
      group by worked.id, whole.quantity having sum(o.filled_quantity) > whole.quantity`,
    ),
};

export const taintIsCarried: Invariant = {
  id: "I13",
  proves: "no proposal that rests on text from outside passes for an untainted one",
  violations: (books) =>
    said(
      books,
      sql`select p.id || ': rests on ' || cause || ' and is not marked tainted' as line
      from proposals p cross join lateral jsonb_array_elements_text(p.caused_by) cause
      where not p.tainted and (cause like 'art\_%'
        or exists (select from signals s cross join lateral jsonb_array_elements_text(s.evidence_ids) e
          where s.id = cause and e like 'art\_%'))`,
    ),
};

export const agentsOnlyWish: Invariant = {
  id: "I18",
  proves: "no agent did anything that agents may not do",
  async violations(books: Books) {
    const allowed = OPERATIONS.filter(({ scope }) => AGENT_SCOPES.has(scope)).map(({ name }) => name);
    return said(
      books,
      sql`select 'audit ' || seq || ': ' || actor || ' did ' || action as line from audit
      where outcome = 'done' and (actor like 'agent:%' or via like 'chat:%')
        and action not in (${sql.join(
          allowed.map((name) => sql`${name}`),
          sql`, `,
        )})`,
    );
  },
};

export const looseningTakesTwo: Invariant = {
  id: "I19",
  proves: "every limit that was ever loosened has two different people behind it",
  violations: (books) =>
    said(
      books,
      sql`select 'limits ' || version || ': looser than ' || before || ', set by ' || array_to_string(set_by, ' and ') as line
      from (select l.*, b.version as before, b.limits as was from risk_limits l
        join risk_limits b on b.version = (select max(version) from risk_limits where version < l.version)) v
      where (select count(distinct who) from unnest(set_by) who) < 2
        and exists (select from jsonb_each_text(was) w(name, value)
          where limits->>w.name is null or (limits->>w.name)::numeric > w.value::numeric)`,
    ),
};
