import type { Instrument } from "#core/model";

/** A place in a text where an instrument is named. */
export interface Mention {
  symbol: string;
  start: number;
  end: number;
}

/** Finds which instruments a text speaks of. A model-backed one can be handed in instead. */
export interface Extractor {
  extract(text: string): Mention[];
}

/** Company names that are also everyday words count only when written as a name, and not before these words. */
const EVERYDAY = new Map([
  ["apple", /^\s+(pie|juice|cider|sauce|tree|orchard|crumble|picker|farm)/i],
  ["amazon", /^\s+(rainforest|river|basin|jungle|tribe)/i],
  ["coke", /^\s+(oven|plant|coal)/i],
  ["chase", /^/],
  ["alphabet", /^\s+(soup|book)/i],
  ["spider", /^/],
  ["the index", /^/],
]);

/** Tickers that are also words, found only as $KO or in brackets. */
const MIN_BARE_TICKER = 3;

/** Finds tickers ($AAPL, AAPL, (NASDAQ: AAPL)) and company names of a catalogue, at word boundaries. */
export function catalogueExtractor(instruments: readonly Instrument[]): Extractor {
  const names = instruments
    .flatMap((instrument) =>
      namesOf(instrument).map((name) => ({ symbol: instrument.symbol as string, name })),
    )
    .sort((a, b) => b.name.length - a.name.length);
  return {
    extract(text) {
      const found: Mention[] = [];
      const free = (start: number, end: number) =>
        found.every((mention) => end <= mention.start || start >= mention.end);
      for (const { symbol, name } of names)
        for (const start of occurrences(text, name))
          if (free(start, start + name.length) && isName(text, start, name))
            found.push({ symbol, start, end: start + name.length });
      for (const { symbol } of instruments)
        for (const { index, 0: match } of text.matchAll(tickerPattern(symbol)))
          if (free(index, index + match.length))
            found.push({ symbol, start: index, end: index + match.length });
      return found.sort((a, b) => a.start - b.start);
    },
  };
}

const namesOf = (instrument: Instrument) => [
  ...new Set([instrument.name.toLowerCase(), ...instrument.aliases]),
];

function tickerPattern(symbol: string): RegExp {
  const bare = symbol.length >= MIN_BARE_TICKER ? `|\\b${symbol}\\b` : "";
  return new RegExp(`\\$${symbol}\\b|(?<=[(:]\\s?)${symbol}(?=\\))${bare}`, "g");
}

function* occurrences(text: string, name: string): Generator<number> {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    const before = lower[at - 1] ?? " ";
    const after = lower[at + name.length] ?? " ";
    if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) yield at;
  }
}

function isName(text: string, start: number, name: string): boolean {
  const everyday = EVERYDAY.get(name);
  if (!everyday) return true;
  const capitalised = /[A-Z]/.test(text[start] ?? "");
  return (
    capitalised &&
    !(everyday.source !== "^" && everyday.test(text.slice(start + name.length))) &&
    everyday.source !== "^"
  );
}
