import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { approvalRequests } from "./approvals.ts";
import { instant, ledger } from "./columns.ts";
import { people } from "./people.ts";

/** Versions of all approval policies, append-only: one person may add, two change or remove. */
export const approvalPolicies = pgTable(
  "approval_policies",
  {
    version: integer("version").primaryKey(),
    policies: jsonb("policies").notNull(),
    reason: text("reason").notNull(),
    setBy: text("set_by").array().notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [
    check("approval_policies_version_check", sql`${t.version} > 0`),
    check("approval_policies_policies_check", sql`jsonb_typeof(${t.policies}) = 'array'`),
    check("approval_policies_set_by_check", sql`cardinality(${t.setBy}) >= 1`),
  ],
);

/** A wish to remove policies, waiting for a second risk-admin to repeat it. */
export const policyRequests = pgTable(
  "policy_requests",
  {
    id: text("id").primaryKey(),
    changesKey: text("changes_key").notNull(),
    baseVersion: integer("base_version").notNull(),
    reason: text("reason").notNull(),
    requestedBy: text("requested_by").notNull(),
    status: text("status").notNull(),
    requestedAt: instant("requested_at").notNull(),
  },
  (t) => [check("policy_requests_status_check", sql`${t.status} in ('waiting', 'applied')`)],
);

/** Who was told that nobody had answered a question. Append-only. */
export const approvalEscalations = pgTable("approval_escalations", {
  requestId: text("request_id")
    .primaryKey()
    .references(() => approvalRequests.id),
  toRole: text("to_role").notNull(),
  told: text("told").array().notNull(),
  escalatedAt: instant("escalated_at").notNull(),
});

/** Since when a person has had a question before them. Append-only. */
export const approvalViews = pgTable(
  "approval_views",
  {
    requestId: text("request_id")
      .notNull()
      .references(() => approvalRequests.id),
    person: text("person").notNull(),
    shownAt: instant("shown_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.person] })],
);

/** A person lets another approve in their place. May only be revoked. */
export const approvalDelegations = pgTable(
  "approval_delegations",
  {
    id: text("id").primaryKey(),
    fromPerson: text("from_person")
      .notNull()
      .references(() => people.id),
    toPerson: text("to_person")
      .notNull()
      .references(() => people.id),
    maxNotional: ledger("max_notional").notNull(),
    reason: text("reason").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    index("delegations_to").on(t.toPerson, t.endsAt), // "for whom may this person decide?"
    check("to_another", sql`${t.fromPerson} <> ${t.toPerson}`),
    check("delegated_size", sql`${t.maxNotional} > 0 and ${t.maxNotional} < 1e12`),
    check(
      "delegation_ends",
      sql`${t.endsAt} > ${t.startsAt} and ${t.endsAt} <= ${t.startsAt} + interval '31 days'`,
    ),
  ],
);
