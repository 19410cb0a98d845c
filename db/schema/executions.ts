import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, ledger } from "./columns.ts";
import { proposals } from "./proposals.ts";
import { riskLimits } from "./risk-limits.ts";

/** One wish worked in slices. The whole is its proposal; everything but how it stands is frozen by a trigger. */
export const executions = pgTable(
  "executions",
  {
    id: text("id").primaryKey(),
    proposalId: text("proposal_id")
      .notNull()
      .references(() => proposals.id),
    algorithm: text("algorithm").notNull(),
    parameters: jsonb("parameters").notNull(),
    lot: ledger("lot").notNull(), // the step it is cut in
    maxSlice: ledger("max_slice").notNull(),
    status: text("status").notNull(),
    reason: text("reason"),
    arrivalPrice: ledger("arrival_price"),
    approvalsNeeded: integer("approvals_needed"), // by the verdict it started on
    killEpoch: bigint("kill_epoch", { mode: "number" }), // of the account when it started
    limitsVersion: integer("limits_version").references(() => riskLimits.version), // likewise
    report: jsonb("report"),
    createdAt: instant("created_at").notNull(),
    startedAt: instant("started_at"),
    endsAt: instant("ends_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("one_execution_per_proposal").on(t.proposalId),
    index("executions_alive").on(t.status, t.endsAt), // "what is to be worked on?"
    check("known_algorithm", sql`${t.algorithm} in ('twap', 'vwap', 'iceberg')`),
    check(
      "known_execution_status",
      sql`${t.status} in ('proposed', 'working', 'paused', 'done', 'canceled', 'failed')`,
    ),
    check("execution_sizes", sql`${t.lot} > 0 and ${t.maxSlice} >= ${t.lot} and ${t.maxSlice} < 1e9`),
    check(
      "execution_ends",
      sql`${t.endsAt} > ${t.createdAt} and ${t.endsAt} <= ${t.createdAt} + interval '24 hours'`,
    ),
  ],
);

/** Its parts: planned with it or added later, each at most once a proposal. */
export const executionSlices = pgTable(
  "execution_slices",
  {
    executionId: text("execution_id")
      .notNull()
      .references(() => executions.id),
    seq: integer("seq").notNull(),
    dueAt: instant("due_at").notNull(),
    plannedQuantity: ledger("planned_quantity").notNull(),
    quantity: ledger("quantity"), // as it was sent, with what was carried
    proposalId: text("proposal_id").references(() => proposals.id),
    status: text("status").notNull(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.executionId, t.seq] }),
    unique("one_slice_per_proposal").on(t.proposalId),
    check("known_slice_status", sql`${t.status} in ('planned', 'carried', 'dropped', 'sent')`),
    check(
      "slice_range",
      sql`${t.seq} between 1 and 500 and ${t.plannedQuantity} >= 0 and ${t.plannedQuantity} < 1e9`,
    ),
    check(
      "sent_as_a_proposal",
      sql`num_nulls(${t.quantity}, ${t.proposalId}, ${t.sentAt}) = case ${t.status} when 'sent' then 0 else 3 end`,
    ),
  ],
);
