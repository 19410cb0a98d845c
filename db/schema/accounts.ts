import { sql } from "drizzle-orm";
import { bigint, boolean, check, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, ledger } from "./columns.ts";
import { riskLimits } from "./risk-limits.ts";

/** One row per account; its lock serialises everything that can change exposure. */
export const accounts = pgTable(
  "accounts",
  {
    account: text("account").primaryKey(),
    environment: text("environment").notNull(),
    tradingState: text("trading_state").notNull().default("ACTIVE"),
    stateReason: text("state_reason").notNull().default(""),
    stateChangedAt: instant("state_changed_at").notNull(),
    killEpoch: bigint("kill_epoch", { mode: "number" }).notNull().default(0),
    cash: ledger("cash").notNull(),
    equityAtOpen: ledger("equity_at_open").notNull(),
    openedOn: text("opened_on").notNull(), // trading day equity_at_open belongs to
    grossExposure: ledger("gross_exposure").notNull().default("0"), // kept by a trigger on positions
    netExposure: ledger("net_exposure").notNull().default("0"), // kept by the same trigger
    reserved: ledger("reserved").notNull().default("0"), // kept by triggers on orders
    limitsVersion: integer("limits_version")
      .notNull()
      .references(() => riskLimits.version),
    source: text("source").notNull(),
    reconciledAt: instant("reconciled_at").notNull().default(sql`now()`), // when the broker's books last agreed
    booksClean: boolean("books_clean").notNull().default(true), // nothing is opened while they are not
    booksReason: text("books_reason").notNull().default(""),
  },
  (t) => [
    check("known_state", sql`${t.tradingState} in ('ACTIVE','REDUCING','HALTED')`),
    check("known_environment", sql`${t.environment} in ('sim','paper','live')`),
    check("reserved_not_negative", sql`${t.reserved} >= 0`),
    check("cash_is_a_number", sql`${t.cash} > -1e12 and ${t.cash} < 1e12`),
  ],
);

/** What fills add up to per instrument, with what open orders may still add or take. */
export const positions = pgTable(
  "positions",
  {
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    symbol: text("symbol").notNull(),
    quantity: ledger("quantity").notNull().default("0"),
    averageCost: ledger("average_cost").notNull().default("0"),
    realisedPnl: ledger("realised_pnl").notNull().default("0"),
    markPrice: ledger("mark_price").notNull().default("0"),
    markedAt: instant("marked_at").notNull(),
    reservedBuy: ledger("reserved_buy").notNull().default("0"), // USD, kept by triggers on orders
    openBuyQuantity: ledger("open_buy_quantity").notNull().default("0"), // units, same
    openSellQuantity: ledger("open_sell_quantity").notNull().default("0"), // units, same
    source: text("source").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.account, t.symbol] }),
    check(
      "reservations_not_negative",
      sql`${t.reservedBuy} >= 0 and ${t.openBuyQuantity} >= 0 and ${t.openSellQuantity} >= 0`,
    ),
    check("mark_is_a_number", sql`${t.markPrice} >= 0 and ${t.markPrice} < 1e9`),
    check("quantity_is_a_number", sql`${t.quantity} > -1e9 and ${t.quantity} < 1e9`),
  ],
);
