import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { instant, ledger } from "./columns.ts";
import { proposals } from "./proposals.ts";
import { riskLimits } from "./risk-limits.ts";

/** Approvals given in advance by two people. May only be confirmed, once, and revoked. */
export const standingPermissions = pgTable(
  "standing_permissions",
  {
    id: text("id").primaryKey(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    proposer: text("proposer").notNull(),
    symbol: text("symbol").notNull(),
    side: text("side").notNull(),
    maxOrder: ledger("max_order").notNull(),
    maxDay: ledger("max_day").notNull(),
    killEpoch: bigint("kill_epoch", { mode: "number" }).notNull(),
    limitsVersion: integer("limits_version")
      .notNull()
      .references(() => riskLimits.version),
    reason: text("reason").notNull(),
    grantedBy: text("granted_by").array().notNull(),
    grantedAt: instant("granted_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    index("standing_permissions_for").on(t.account, t.proposer, t.symbol, t.endsAt), // "what may go out unasked?"
    check("standing_permissions_side_check", sql`${t.side} in ('buy', 'sell')`),
    check("permitted_sizes", sql`${t.maxOrder} > 0 and ${t.maxOrder} <= ${t.maxDay} and ${t.maxDay} < 1e12`),
    check(
      "permission_ends",
      sql`${t.endsAt} > ${t.grantedAt} and ${t.endsAt} <= ${t.grantedAt} + interval '31 days'`,
    ),
    check("not_to_oneself", sql`not ${t.proposer} = any (${t.grantedBy})`),
  ],
);

/** Orders placed under a permission, each with its whole worth. Written by the gate alone, append-only. */
export const standingUses = pgTable(
  "standing_uses",
  {
    proposalId: text("proposal_id")
      .primaryKey()
      .references(() => proposals.id),
    permissionId: text("permission_id")
      .notNull()
      .references(() => standingPermissions.id),
    orderHash: text("order_hash").notNull(),
    notional: ledger("notional").notNull(),
    usedAt: instant("used_at").notNull(),
  },
  (t) => [index("standing_uses_lately").on(t.permissionId, t.usedAt)], // "how much of the day's budget is left?"
);
