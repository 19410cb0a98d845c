import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { instant } from "./columns.ts";
import { proposals } from "./proposals.ts";

/** Several orders wished for as one: judged, placed and fallen together. Append-only. */
export const baskets = pgTable(
  "baskets",
  {
    id: text("id").primaryKey(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    kind: text("kind").notNull(),
    legs: integer("legs").notNull(),
    basketHash: text("basket_hash").notNull(), // over the hashes of all legs, whatever their order
    rationale: text("rationale").notNull(),
    proposedBy: text("proposed_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("baskets_recent").on(t.account, t.createdAt), // "what was wished for as a whole lately?"
    check("known_kind", sql`${t.kind} in ('basket', 'rebalance')`),
    check("legs_range", sql`${t.legs} between 1 and 50`),
  ],
);

/** Which proposals a basket is made of, sales before purchases. */
export const basketLegs = pgTable(
  "basket_legs",
  {
    basketId: text("basket_id")
      .notNull()
      .references(() => baskets.id),
    seq: integer("seq").notNull(),
    proposalId: text("proposal_id")
      .notNull()
      .references(() => proposals.id),
  },
  (t) => [primaryKey({ columns: [t.basketId, t.seq] }), unique("one_basket_per_proposal").on(t.proposalId)],
);
