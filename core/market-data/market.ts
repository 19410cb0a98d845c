import type { Instrument } from "#core/model";
import { INSTRUMENTS, nameIndex } from "./instruments.ts";
import type { MarketSource } from "./market-source.ts";

/**
 * Several sources as one market. Each instrument has one owner, the first source that has it, and only its owner ever
 * answers for it: a price that is missing there is missing.
 */
export function marketOf(sources: readonly MarketSource[]) {
  const ownerOf = new Map<string, MarketSource>();
  const owned = new Map<string, Instrument>();
  for (const source of sources)
    for (const instrument of source.instruments()) {
      if (ownerOf.has(instrument.symbol)) continue;
      ownerOf.set(instrument.symbol, source);
      owned.set(instrument.symbol, instrument);
    }
  const place = (symbol: string) => PLACES.get(symbol) ?? PLACES.size;
  const instruments: readonly Instrument[] = [...owned.values()].sort(
    (a, b) => place(a.symbol) - place(b.symbol) || a.symbol.localeCompare(b.symbol),
  );
  const names = nameIndex(instruments);
  return {
    sources: sources.map(({ name, source, note }) => ({ name, source, note })),
    instruments: () => instruments,
    resolve: names.resolve,
    suggest: names.suggest,
    /** The name of the source that answers for an instrument. */
    ownerOf: (symbol: string) => ownerOf.get(symbol)?.name,
    isStored: (symbol: string) => ownerOf.get(symbol)?.isStored ?? false,
    bars: async (...[symbol, ...window]: Parameters<MarketSource["bars"]>) =>
      (await ownerOf.get(symbol)?.bars(symbol, ...window)) ?? [],
    quote: async (symbol: string, at: string) => (await ownerOf.get(symbol)?.quote(symbol, at)) ?? null,
    articles: async (from: string, to: string) =>
      (await Promise.all(sources.map((source) => source.articles(from, to)))).flat(),
  };
}
export type Market = ReturnType<typeof marketOf>;

/** In which order the instruments everybody knows are listed; the others follow by their symbols. */
const PLACES = new Map(INSTRUMENTS.map(({ symbol }, index) => [symbol as string, index]));
