import { sql } from "drizzle-orm";
import { boolean, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { instant } from "./columns.ts";

/** What our books and the broker's did not agree on; it counts once two looks 10 s apart have seen it. */
export const brokerDifferences = pgTable(
  "broker_differences",
  {
    id: text("id").primaryKey(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    kind: text("kind").notNull(),
    subject: text("subject").notNull(), // the order, symbol or execution it is about
    ours: text("ours").notNull(),
    theirs: text("theirs").notNull(),
    says: text("says").notNull(),
    looks: integer("looks").notNull().default(1),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    countedAt: instant("counted_at"), // when it was taken for real
    resolvedAt: instant("resolved_at"),
  },
  (t) => [
    uniqueIndex("broker_differences_open") // "is this one known?"
      .on(t.account, t.kind, t.subject)
      .where(sql`${t.resolvedAt} is null`),
  ],
);

/** Instruments nothing is opened in, until a person has looked; the database refuses their orders. */
export const symbolBlocks = pgTable(
  "symbol_blocks",
  {
    id: text("id").primaryKey(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    symbol: text("symbol").notNull(),
    alsoExits: boolean("also_exits").notNull(),
    reason: text("reason").notNull(),
    blockedAt: instant("blocked_at").notNull(),
    liftedAt: instant("lifted_at"),
    liftedBy: text("lifted_by"),
  },
  (t) => [uniqueIndex("symbol_blocks_open").on(t.account, t.symbol).where(sql`${t.liftedAt} is null`)],
);
