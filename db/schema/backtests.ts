import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Results of replays and sweeps, with the inputs that reproduce them. */
export const backtests = pgTable("backtests", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(), // backtest | sweep
  report: jsonb("report").notNull(),
  requestedBy: text("requested_by").notNull(),
  createdAt: instant("created_at").notNull(),
});
