import { sql } from "drizzle-orm";
import { check, doublePrecision, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant, ledger } from "./columns.ts";

/**
 * Versions of the limits, append-only. The columns beside `limits` are the ones the database itself enforces
 * when an order row is inserted; a check keeps them equal to the document.
 */
export const riskLimits = pgTable(
  "risk_limits",
  {
    version: integer("version").primaryKey(),
    limits: jsonb("limits").notNull(),
    maxOrderNotional: ledger("max_order_notional").notNull(),
    maxPosition: ledger("max_position").notNull(),
    maxGrossExposure: doublePrecision("max_gross_exposure").notNull(),
    maxBuyingPowerUse: doublePrecision("max_buying_power_use").notNull(),
    maxOrdersPerMinute: integer("max_orders_per_minute").notNull(),
    loosened: text("loosened").notNull().default("none"), // none | by-two
    reason: text("reason").notNull(),
    setBy: text("set_by").array().notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [
    check("set_by_somebody", sql`cardinality(${t.setBy}) >= 1`),
    check("loosening_takes_two", sql`${t.loosened} = 'none' or cardinality(${t.setBy}) >= 2`),
    check(
      "columns_repeat_the_document",
      sql`${t.maxOrderNotional} = (${t.limits}->>'maxOrderNotionalUsd')::numeric
        and ${t.maxPosition} = (${t.limits}->>'maxPositionUsd')::numeric
        and ${t.maxGrossExposure} = (${t.limits}->>'maxGrossExposure')::double precision
        and ${t.maxBuyingPowerUse} = (${t.limits}->>'maxBuyingPowerUse')::double precision
        and ${t.maxOrdersPerMinute} = (${t.limits}->>'maxOrdersPerMinute')::int`,
    ),
  ],
);

/** A wish to loosen limits, waiting for a second risk-admin to repeat it. */
export const limitRequests = pgTable("limit_requests", {
  id: text("id").primaryKey(),
  changes: jsonb("changes").notNull(),
  changesKey: text("changes_key").notNull(),
  baseVersion: integer("base_version").notNull(),
  reason: text("reason").notNull(),
  requestedBy: text("requested_by").notNull(),
  status: text("status").notNull(), // waiting | applied | stale
  level: text("level").notNull().default("account"),
  key: text("key").notNull().default(""), // of a level other than the account's own document
  requestedAt: instant("requested_at").notNull(),
});
