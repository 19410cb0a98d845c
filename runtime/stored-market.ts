import { and, desc, eq, inArray, lte } from "drizzle-orm";
import { INSTRUMENTS, type MarketSource } from "#core/market-data";
import { Instrument, type Interval, type Profile, type Quote, type Source } from "#core/model";
import { type Database, loadBars, quotes } from "#db";

/** Whose facts a stored market reads, and for which instruments. */
export interface StoredOwner {
  collector: string;
  /** What its facts are now: those of a stand-in and of the vendor itself are never read as one. */
  source: Source;
  note: string;
  symbols: readonly string[];
}

/** Bars of one answer: 20 years of days, or a fortnight of minutes. */
const MOST_BARS = 50_000;

/**
 * What one collector told of the instruments it owns, as it was known at any instant. It tells nothing that is not
 * stored: a quote is as old as its vendor's last word, and whoever trades on it sees that age.
 *
 * @param profiles what is known of instruments this desk has no entry for
 */
export function storedMarket(
  db: Database,
  owner: StoredOwner,
  profiles: readonly Profile[] = [],
): MarketSource {
  const { collector, source, note } = owner;
  const sources: Source[] = source === "live" || source === "delayed" ? ["live", "delayed"] : [source];
  const instruments = owner.symbols.map((symbol) => instrumentOf(symbol, owner, profiles));
  const owned = new Set<string>(owner.symbols);
  return {
    name: collector,
    source,
    note,
    isStored: true,
    instruments: () => instruments,
    async bars(symbol, interval: Interval, from, to, asOf) {
      if (!owned.has(symbol)) return [];
      const series = { symbol, interval, from, to, asOf, limit: MOST_BARS };
      return loadBars(db, { ...series, collectors: [collector], sources });
    },
    async quote(symbol, at) {
      if (!owned.has(symbol)) return null;
      const [row] = await db
        .select()
        .from(quotes)
        .where(
          and(
            eq(quotes.symbol, symbol),
            eq(quotes.collector, collector),
            inArray(quotes.source, sources),
            lte(quotes.occurredAt, new Date(at)),
            lte(quotes.knownAt, new Date(at)),
          ),
        )
        .orderBy(desc(quotes.occurredAt), desc(quotes.knownAt))
        .limit(1);
      return row ? toQuote(row) : null;
    },
    articles: async () => [],
  };
}

const toQuote = (row: typeof quotes.$inferSelect): Quote => ({
  ...(row as unknown as Quote),
  occurredAt: row.occurredAt.toISOString(),
  knownAt: row.knownAt.toISOString(),
});

/** An instrument as its owner has it; what nobody knows of it is said to be unknown. */
function instrumentOf(
  symbol: string,
  { source, note }: StoredOwner,
  profiles: readonly Profile[],
): Instrument {
  const known = INSTRUMENTS.find((instrument) => instrument.symbol === symbol);
  if (known) return { ...known, source, note };
  const profile = profiles.find((each) => each.symbol === symbol);
  return Instrument.parse({
    symbol,
    name: profile?.name ?? symbol,
    aliases: [],
    kind: profile?.kind === "etf" || profile?.kind === "index" ? profile.kind : "equity",
    sector: profile?.sector ?? "Unknown",
    currency: "USD",
    tradable: profile?.isTradable ?? true,
    fractionable: profile?.isFractionable ?? false,
    lotSize: "1",
    tickSize: "0.01",
    source,
    note,
  });
}
