import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { instant, ledger } from "./columns.ts";
import { orders } from "./orders.ts";
import { someTerms, someTermsChecks } from "./terms.ts";

/** Orders somebody wishes for. Everything but the status is frozen by a trigger. */
export const proposals = pgTable(
  "proposals",
  {
    id: text("id").primaryKey(),
    environment: text("environment").notNull(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    symbol: text("symbol").notNull(),
    side: text("side").notNull(),
    quantity: ledger("quantity").notNull(),
    type: text("type").notNull(),
    limitPrice: ledger("limit_price").notNull(),
    timeInForce: text("time_in_force").notNull(),
    ...someTerms(),
    replaces: text("replaces").references((): AnyPgColumn => orders.clientOrderId), // the order it takes the place of
    replacesFilled: ledger("replaces_filled"), // what that one had filled when this was written
    clientOrderId: text("client_order_id").notNull(),
    orderHash: text("order_hash").notNull(),
    origin: text("origin").notNull(),
    proposedBy: text("proposed_by").notNull(),
    proposedVia: text("proposed_via").notNull(),
    tainted: boolean("tainted").notNull(),
    rationale: text("rationale").notNull(),
    causedBy: jsonb("caused_by").$type<string[]>().notNull(),
    referencePrice: ledger("reference_price").notNull(),
    referenceAt: instant("reference_at").notNull(),
    priceSource: text("price_source").notNull(),
    status: text("status").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    unique("proposals_client_order_id").on(t.clientOrderId),
    index("proposals_recent").on(t.account, t.createdAt), // "what was wished for lately?"
    index("proposals_by_principal")
      .on(t.account, t.proposedBy, t.createdAt.desc())
      .where(sql`${t.status} = 'placed'`), // "how large are their orders usually?"
    index("proposals_by_replaced").on(t.replaces).where(sql`${t.replaces} is not null`), // "what replaces this order?"
    check("replaces_something", sql`(${t.replaces} is null) = (${t.replacesFilled} is null)`),
    ...someTermsChecks("proposals", t),
  ],
);

/** What the gates said of a proposal, each time they were asked. */
export const verdicts = pgTable(
  "verdicts",
  {
    id: text("id").primaryKey(),
    proposalId: text("proposal_id")
      .notNull()
      .references(() => proposals.id),
    decision: text("decision").notNull(),
    approvalsNeeded: integer("approvals_needed").notNull(),
    checks: jsonb("checks").notNull(),
    refusals: jsonb("refusals").notNull(),
    limitsVersion: integer("limits_version").notNull(),
    judgedAt: instant("judged_at").notNull(),
    facts: jsonb("facts"), // what the gates saw, for replay; older verdicts kept none
  },
  (t) => [
    index("verdicts_by_proposal").on(t.proposalId, t.judgedAt), // "what was the latest verdict?"
    index("verdicts_recent").on(t.judgedAt), // "what was said lately?"
  ],
);
