import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { people } from "./people.ts";
import { proposals } from "./proposals.ts";

/** A question put to people about exactly one order. */
export const approvalRequests = pgTable(
  "approval_requests",
  {
    id: text("id").primaryKey(),
    proposalId: text("proposal_id")
      .notNull()
      .references(() => proposals.id),
    orderHash: text("order_hash").notNull(),
    quorum: integer("quorum").notNull(),
    requiredRole: text("required_role").notNull().default("approver"),
    notBy: text("not_by").array().notNull().default([]),
    typed: boolean("typed").notNull().default(false),
    policies: text("policies").array().notNull().default([]),
    escalateAt: instant("escalate_at"), // null: nobody else is told
    escalateTo: text("escalate_to"),
    status: text("status").notNull(),
    reason: text("reason"),
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    unique("one_request_per_proposal").on(t.proposalId),
    index("approval_requests_waiting").on(t.status, t.expiresAt), // "what waits, and what is late?"
    check("known_status", sql`${t.status} in ('pending','approved','declined','expired','void')`),
    check("known_required_role", sql`${t.requiredRole} in ('approver', 'risk-admin', 'admin')`),
    check("known_escalation", sql`${t.escalateTo} in ('approver', 'risk-admin', 'admin')`),
  ],
);

/** People's answers: one vote per person, seat and proposal, whatever the channel. Append-only. */
export const approvals = pgTable(
  "approvals",
  {
    id: text("id").primaryKey(),
    requestId: text("request_id")
      .notNull()
      .references(() => approvalRequests.id),
    proposalId: text("proposal_id")
      .notNull()
      .references(() => proposals.id),
    orderHash: text("order_hash").notNull(),
    approver: text("approver").notNull(),
    onBehalfOf: text("on_behalf_of").references(() => people.id), // whose seat a delegate votes from
    decision: text("decision").notNull(),
    channel: text("channel").notNull(),
    note: text("note"),
    decidedAt: instant("decided_at").notNull(),
  },
  (t) => [
    unique("one_vote_per_person").on(t.proposalId, t.approver),
    uniqueIndex("one_vote_per_seat").on(t.proposalId, sql`coalesce(${t.onBehalfOf}, ${t.approver})`),
    check("known_decision", sql`${t.decision} in ('approve','decline')`),
  ],
);
