import { boolean, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Who instruments are, as vendors tell it, from when. */
export const profiles = pgTable(
  "profiles",
  {
    symbol: text("symbol").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    exchange: text("exchange"),
    currency: text("currency"),
    sector: text("sector"),
    industry: text("industry"),
    description: text("description"),
    website: text("website"),
    isTradable: boolean("is_tradable"),
    isFractionable: boolean("is_fractionable"),
    identifiers: jsonb("identifiers").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [primaryKey({ name: "profiles_once", columns: [t.symbol, t.collector, t.knownAt] })],
);
