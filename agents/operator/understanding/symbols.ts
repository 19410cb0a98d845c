import { editDistance, INSTRUMENTS } from "#core/market-data";

/** Everyday words that look like tickers or misspelt names. */
const NOT_SYMBOLS = new Set(
  "a i an the all and any are buy sell put get for how why what when who much many more less with from last this that than then them they now yes no ok okay me my it is in on at to of or if up so do be by us usd bps sma ema rsi atr pnl p&l ytd etf news test tune back show tell give make take cash stop halt cross limit order trade price chart close open stock share shares today week month year daily weekly apply ample maple table google's angle simple couple people".split(
    " ",
  ),
);

const NAMES = INSTRUMENTS.flatMap(({ symbol, name, aliases }) =>
  [name.toLowerCase(), ...aliases, symbol.toLowerCase()].map((alias) => ({
    symbol: symbol as string,
    alias,
  })),
).sort((a, b) => b.alias.length - a.alias.length);

/** Symbols as short as this are read only in capitals or with a dollar sign: "ko" is also a word. */
const SHORT = 2;

export interface FoundSymbols {
  /** In the order of the text, each once. */
  symbols: string[];
  /** A word in capitals where a ticker would stand, unknown to us. */
  unknown?: string;
}

/** Instruments a text names: by ticker, by company name, or by a near miss of a name. */
export function symbolsIn(original: string): FoundSymbols {
  let rest = original.toLowerCase().replace(/'s\b/g, "  ");
  const found: { at: number; symbol: string }[] = [];
  for (const { symbol, alias } of NAMES) {
    if (alias.length <= SHORT && !new RegExp(`(?:^|[^A-Za-z])\\$?${symbol}(?![A-Za-z])`).test(original))
      continue;
    const pattern = new RegExp(`(?<![a-z0-9&])\\$?${escapePattern(alias)}(?![a-z0-9])`, "g");
    rest = rest.replace(pattern, (match, at: number) => {
      found.push({ at, symbol });
      return " ".repeat(match.length);
    });
  }
  for (const match of rest.matchAll(/[a-z]{5,}/g)) {
    const near = NOT_SYMBOLS.has(match[0])
      ? undefined
      : NAMES.find(({ alias }) => alias.length >= 5 && isNear(match[0], alias));
    if (near) found.push({ at: match.index, symbol: near.symbol });
  }
  found.sort((a, b) => a.at - b.at);
  const symbols = [...new Set(found.map((entry) => entry.symbol))];
  return { symbols, unknown: symbols.length === 0 ? unknownTicker(original) : undefined };
}

/** One slip in a name, or two letters swapped. */
function isNear(word: string, alias: string): boolean {
  if (Math.abs(word.length - alias.length) > 1) return false;
  if (editDistance(word, alias) <= 1) return true;
  return (
    word.length === alias.length &&
    [...word].sort().join("") === [...alias].sort().join("") &&
    editDistance(word, alias) === 2
  );
}

function unknownTicker(original: string): string | undefined {
  const marked = /\$([A-Za-z]{1,6})\b/.exec(original)?.[1];
  if (marked) return marked.toUpperCase();
  for (const [word] of original.matchAll(/\b[A-Z]{2,6}\b/g))
    if (!NOT_SYMBOLS.has(word.toLowerCase())) return word;
  return undefined;
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
