import { Instrument } from "#core/model";

const SIMULATED_NOTE = "A made-up market: the name is real, every number is simulated.";

const simulated = (
  symbol: string,
  name: string,
  sector: string,
  aliases: string[],
  kind: Instrument["kind"] = "equity",
) =>
  Instrument.parse({
    symbol,
    name,
    aliases,
    kind,
    sector,
    currency: "USD",
    tradable: true,
    lotSize: "1",
    fractionable: true,
    tickSize: "0.01",
    source: "simulated",
    note: SIMULATED_NOTE,
  });

/** Everything the sample sources have bars for. Identity is resolved here, by table, and nowhere by a model. */
export const INSTRUMENTS: readonly Instrument[] = Object.freeze([
  Instrument.parse({
    symbol: "SP500",
    name: "S&P 500 index",
    aliases: ["s&p 500", "s&p500", "s&p", "sp 500", "spx", "gspc", "s and p 500", "snp 500", "the index"],
    kind: "index",
    sector: "Index",
    currency: "USD",
    tradable: true,
    lotSize: "1",
    tickSize: "0.01",
    source: "sample",
    note: "Real daily bars 2000–2020 from the vega-datasets package. Traded on paper as one unit at the index level.",
  }),
  simulated("SPY", "S&P 500 ETF", "Index", ["s&p 500 etf", "s&p etf", "spdr", "spider"], "etf"),
  simulated("AAPL", "Apple", "Technology", ["apple", "apple inc"]),
  simulated("MSFT", "Microsoft", "Technology", ["microsoft", "microsoft corp"]),
  simulated("NVDA", "NVIDIA", "Technology", ["nvidia", "nvidia corp"]),
  simulated("GOOGL", "Alphabet", "Communication", ["alphabet", "google"]),
  simulated("AMZN", "Amazon", "Consumer", ["amazon", "amazon.com"]),
  simulated("TSLA", "Tesla", "Consumer", ["tesla", "tesla motors"]),
  simulated("JPM", "JPMorgan Chase", "Financials", ["jpmorgan", "jp morgan", "jpmorgan chase", "chase"]),
  simulated("XOM", "Exxon Mobil", "Energy", ["exxon", "exxonmobil", "exxon mobil"]),
  simulated("KO", "Coca-Cola", "Staples", ["coca-cola", "coca cola", "coke"]),
]);

function normalise(text: string): string {
  return text.trim().toLowerCase().replace(/^[$^]/, "").replace(/\s+/g, " ");
}

/** Finds instruments by their names. */
export interface NameIndex {
  /** The instrument of exactly that symbol, company name or alias; capitals and spacing do not matter. */
  resolve(text: string): Instrument | undefined;
  /** At most three symbols whose names are closest to an unknown text, nearest first. */
  suggest(text: string): string[];
}

/** An index of these instruments; of two with one name, the first bears it. */
export function nameIndex(instruments: readonly Instrument[]): NameIndex {
  const byName = new Map<string, Instrument>();
  for (const instrument of instruments)
    for (const name of [instrument.symbol, instrument.name, ...instrument.aliases].map(normalise))
      if (!byName.has(name)) byName.set(name, instrument);
  return {
    resolve: (text) => byName.get(normalise(text)),
    suggest(text) {
      const wanted = normalise(text);
      const scored = [...byName].map(([name, { symbol }]) => ({
        symbol,
        distance: editDistance(wanted, name),
      }));
      const near = scored.filter(({ distance }) => distance <= Math.max(1, Math.floor(wanted.length / 3)));
      near.sort((a, b) => a.distance - b.distance || a.symbol.localeCompare(b.symbol));
      return [...new Set(near.map(({ symbol }) => symbol))].slice(0, 3);
    },
  };
}

const KNOWN = nameIndex(INSTRUMENTS);

/** The instrument of the sample sources by exactly that symbol, company name or alias. */
export const resolveInstrument = KNOWN.resolve;

/** At most three of their symbols whose names are closest to an unknown text, nearest first. */
export const suggestInstruments = KNOWN.suggest;

/** Smallest number of single-letter insertions, deletions and replacements. @source Levenshtein, 1966 */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
