import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { instant, ledger } from "./columns.ts";
import { fills } from "./orders.ts";

/** The place of a row among all that change cash and positions. */
const ledgerSeq = () => bigint("seq", { mode: "number" }).notNull().default(sql`nextval('ledger_seq')`);

/** Fills the broker took back; the fill itself stays. */
export const fillBusts = pgTable(
  "fill_busts",
  {
    broker: text("broker").notNull(),
    executionId: text("execution_id").notNull(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    symbol: text("symbol").notNull(),
    reason: text("reason").notNull(),
    bustedAt: instant("busted_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    seq: ledgerSeq(),
  },
  (t) => [
    primaryKey({ columns: [t.broker, t.executionId] }), // a repeated bust is stored once
    foreignKey({ columns: [t.broker, t.executionId], foreignColumns: [fills.broker, fills.executionId] }),
  ],
);

/** Splits and dividends of what an account held; a split changes the position, a dividend the cash. */
export const corporateActions = pgTable(
  "corporate_actions",
  {
    id: text("id").primaryKey(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    symbol: text("symbol").notNull(),
    kind: text("kind").notNull(), // split | dividend
    ratio: ledger("ratio"), // units after for each before; null for a dividend
    cashPerUnit: ledger("cash_per_unit"), // USD; null for a split
    quantityBefore: ledger("quantity_before").notNull(),
    quantityAfter: ledger("quantity_after").notNull(),
    effectiveOn: text("effective_on").notNull(),
    reason: text("reason").notNull(),
    recordedBy: text("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    seq: ledgerSeq(),
  },
  (t) => [
    unique("once_a_day").on(t.account, t.symbol, t.kind, t.effectiveOn), // told twice, applied once
    check("known_kind", sql`${t.kind} in ('split', 'dividend')`),
    check(
      "split_has_a_ratio",
      sql`(${t.kind} = 'split') = (${t.ratio} is not null and ${t.ratio} > 0 and ${t.ratio} <> 1 and ${t.ratio} < 1e4)`,
    ),
    check(
      "dividend_pays",
      sql`(${t.kind} = 'dividend') = (${t.cashPerUnit} is not null and ${t.cashPerUnit} > 0 and ${t.cashPerUnit} < 1e6)`,
    ),
  ],
);

/** Cash that came or went without a trade. With the fills it makes up the account's cash. */
export const cashMovements = pgTable(
  "cash_movements",
  {
    id: text("id").primaryKey(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    kind: text("kind").notNull(), // opening | dividend
    symbol: text("symbol"), // null where it is about no instrument
    amount: ledger("amount").notNull(), // USD, signed
    causedBy: text("caused_by").notNull(),
    reason: text("reason").notNull(),
    recordedBy: text("recorded_by").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    seq: ledgerSeq(),
  },
  (t) => [
    index("cash_movements_by_account").on(t.account, t.seq), // "what makes up the cash?"
    check("known_kind", sql`${t.kind} in ('opening', 'dividend')`),
    check("amount_is_a_number", sql`${t.amount} > -1e12 and ${t.amount} < 1e12`),
  ],
);
