import type { Instrument } from "#core/model";
import { INSTRUMENTS, resolveInstrument, suggestInstruments } from "./instruments.ts";
import type { MarketSource } from "./market-source.ts";

/** Several collectors as one market: each instrument is answered by the collector that has it. */
export function marketOf(collectors: readonly MarketSource[]) {
  const ownerOf = new Map<string, MarketSource>(
    collectors.flatMap((collector) =>
      collector.instruments().map(({ symbol }) => [symbol as string, collector] as const),
    ),
  );
  const instruments: readonly Instrument[] = INSTRUMENTS.filter(({ symbol }) => ownerOf.has(symbol));
  return {
    sources: collectors.map(({ name, source, note }) => ({ name, source, note })),
    instruments: () => instruments,
    resolve: (text: string) => {
      const found = resolveInstrument(text);
      return found && ownerOf.has(found.symbol) ? found : undefined;
    },
    isStored: (symbol: string) => ownerOf.get(symbol)?.isStored ?? false,
    suggest: (text: string) => suggestInstruments(text).filter((symbol) => ownerOf.has(symbol)),
    bars: async (...[symbol, ...window]: Parameters<MarketSource["bars"]>) =>
      (await ownerOf.get(symbol)?.bars(symbol, ...window)) ?? [],
    quote: async (symbol: string, at: string) => (await ownerOf.get(symbol)?.quote(symbol, at)) ?? null,
    articles: async (from: string, to: string) =>
      (await Promise.all(collectors.map((collector) => collector.articles(from, to)))).flat(),
  };
}
export type Market = ReturnType<typeof marketOf>;
