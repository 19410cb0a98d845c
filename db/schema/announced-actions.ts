import { sql } from "drizzle-orm";
import { check, date, doublePrecision, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What issuers do to their own shares, as vendors announced it and when. */
export const announcedActions = pgTable(
  "announced_actions",
  {
    symbol: text("symbol").notNull(),
    kind: text("kind").notNull(),
    exOn: date("ex_on", { mode: "string" }).notNull(),
    ratio: doublePrecision("ratio"),
    amount: doublePrecision("amount"),
    newSymbol: text("new_symbol"),
    payOn: date("pay_on", { mode: "string" }),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({
      name: "announced_actions_once",
      columns: [t.symbol, t.kind, t.exOn, t.source, t.collector, t.knownAt],
    }),
    check(
      "known_kind",
      sql`kind in ('split', 'dividend', 'symbol-change', 'spin-off', 'merger', 'delisting')`,
    ),
    index("announced_actions_by_new_symbol").on(t.newSymbol), // "what was it called before?"
  ],
);
