import { sql } from "drizzle-orm";
import { decimal } from "#core/model";
import { fills } from "#db";
import { type Invariant, repeated, said } from "../invariant.ts";

export const everyFillIsBookedOnce: Invariant = {
  id: "I6",
  proves: "each execution of the broker is booked once, with its quantity and price, and nothing else is",
  async violations({ db, broker }) {
    const booked = await db.select().from(fills);
    const ours = new Map(booked.map((fill) => [fill.executionId, fill]));
    const theirs = new Set(broker.fills.map((fill) => fill.executionId));
    return [
      ...repeated(booked.map((fill) => fill.executionId)).map((id) => `${id}: booked more than once`),
      ...broker.fills.flatMap(({ executionId, quantity, price, clientOrderId }) => {
        const mine = ours.get(executionId);
        if (!mine) return [`${executionId}: traded at the broker, not booked`];
        const isSame =
          mine.clientOrderId === clientOrderId &&
          decimal(mine.quantity).eq(decimal(quantity)) &&
          decimal(mine.price).eq(decimal(price));
        return isSame ? [] : [`${executionId}: booked with other figures than the broker's`];
      }),
      ...booked
        .filter((fill) => !theirs.has(fill.executionId))
        .map((fill) => `${fill.executionId}: booked, unknown to the broker`),
    ];
  },
};

export const auditChainIsWhole: Invariant = {
  id: "I9",
  proves: "no entry of the audit was changed, removed, moved or cut off (inside this database)",
  violations: (books) =>
    said(books, sql`select 'audit ' || seq || ': ' || reason as line from qd_audit_break()`),
};

export const eachMessageActsOnce: Invariant = {
  id: "I12",
  proves: "no acceptance, execution or vote had its effect twice",
  violations: (books) =>
    said(
      books,
      sql`select client_order_id || ': ' || kind || ' took effect ' || count(*) || ' times' as line from order_events
        where kind in ('accepted', 'canceled', 'rejected', 'expired', 'fill')
        group by client_order_id, kind, detail->>'executionId' having count(*) > 1
      union all
      select proposal_id || ': ' || approver || ' voted ' || count(*) || ' times' from approvals
        group by proposal_id, approver having count(*) > 1`,
    ),
};

/** Shapes of keys and passwords: OpenAI, AWS, Slack, PEM, and a password inside an address. */
const SECRET =
  "sk-[A-Za-z0-9_-]{20,}|AKIA[0-9A-Z]{16}|xox[abpr]-[A-Za-z0-9-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY|://[^/:@ ]+:[^/@ ]+@";

export const noSecretIsWrittenDown: Invariant = {
  id: "I14",
  proves: "no key or password stands in the audit, the events, the conversations or the memory",
  violations: (books) =>
    said(
      books,
      sql`select place || ': holds what looks like a secret' as line from (
        select 'audit ' || seq as place, detail::text as body from audit
        union all select 'event ' || id, payload::text from events
        union all select 'run ' || run_id || ' #' || seq, chunk::text from run_events
        union all select 'memory ' || id, text from memories) written
      where body ~ ${SECRET}`,
    ),
};
