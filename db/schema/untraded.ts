import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
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
    newUnits: integer("new_units"), // so many after …
    oldUnits: integer("old_units"), // … for so many before; null for a dividend
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
      sql`case ${t.kind} when 'split' then ${t.newUnits} between 1 and 10000 and ${t.oldUnits} between 1 and 10000
        and ${t.newUnits} <> ${t.oldUnits} else ${t.newUnits} is null and ${t.oldUnits} is null end is true`,
    ),
    check(
      "dividend_pays",
      sql`case ${t.kind} when 'dividend' then ${t.cashPerUnit} > 0 and ${t.cashPerUnit} < 1e6
        else ${t.cashPerUnit} is null end is true`,
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
