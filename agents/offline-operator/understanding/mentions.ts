import { INSTRUMENTS, resolveInstrument } from "#core/market-data";
import type { Guess } from "./request.ts";
import { isTypoOf } from "./typos.ts";
import { CAPITALS, DOMAIN_WORDS, EVERYDAY_WORDS, OTHER_NAMES } from "./words.ts";

/** Names people use that the catalogue does not list. */
const NICKNAMES: Record<string, string> = {
  goog: "GOOGL",
  spx500: "SP500",
  "s & p 500": "SP500",
  "s & p": "SP500",
  "s&p-500": "SP500",
  "sp-500": "SP500",
  "s and p": "SP500",
  "standard and poor 500": "SP500",
  "standard & poor 500": "SP500",
  "spy etf": "SPY",
  "jp morgan chase": "JPM",
  "exxon mobile": "XOM",
  "the market": "SPY",
};

/** Every way to name an instrument, longest first so that "s&p 500 etf" wins over "s&p 500". */
const NAMES: readonly (readonly [name: string, symbol: string])[] = [
  ...INSTRUMENTS.flatMap(({ symbol, name, aliases }) =>
    [symbol.toLowerCase(), name.toLowerCase(), ...aliases].map((each) => [each, symbol] as const),
  ),
  ...Object.entries(NICKNAMES),
].sort(([a], [b]) => b.length - a.length);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const KNOWN_NAME = new RegExp(
  String.raw`(?<![\w&@.-])[$^]?(?:${NAMES.map(([name]) => escaped(name)).join("|")})(?![\w&]|-\w)`,
  "g",
);
const OTHER_NAME = new RegExp(
  String.raw`(?<![\w&@.-])\$?(?:${OTHER_NAMES.map(escaped).join("|")})(?![\w&])`,
  "g",
);
const SYMBOL_OF = new Map(NAMES);
const FUZZY_TARGETS = NAMES.filter(([name]) => /^[a-z]{5,}$/.test(name) && name !== "spider");

/** A name given where only an instrument can stand. */
const NAMED_SLOT =
  /\b(?:shares? (?:of|in)|stock (?:of|in)|price (?:of|for)|quotes? (?:of|for|on)|invest(?:ed|ing)? in|position in|bars (?:of|for)|chart (?:of|for)|ticker)\s+\$?(?<name>[a-z][a-z0-9.-]{1,14})\b/g;
const NOT_A_NAME =
  /^(?:it|that|this|them|these|those|the|my|our|your|all|each|every|any|some|which|what|a|an|something|anything|stocks?|shares?|today|now|me|everything|last|cash|at|sma|moving|sample|real|half|more|order|orders|company|companies|for|on|in|since)$/;

export interface Mentions {
  /** The text with every instrument written as @SYMBOL. */
  text: string;
  /** In the order named, each once. Tickers of the catalogue, or names outside it as written. */
  symbols: string[];
  guess?: Guess;
}

/**
 * Finds the instruments a text names. Which one a name means is looked up in the catalogue; names outside it are
 * kept as written, so that the tool can say they are unknown.
 *
 * @param plain the normalised text
 * @param original the text as typed, for its capitals
 */
export function findMentions(plain: string, original: string): Mentions {
  const capitals = unknownTickers(original);
  let guess: Guess | undefined;
  const text = plain
    .replace(KNOWN_NAME, (name) => `@${symbolOf(name) ?? name}`)
    .replace(/(?<![\w@$])[a-z][a-z.]{2,}(?![\w@])/g, (word) => {
      if (capitals.has(word)) {
        guess ??= guessTicker(word);
        return `@${word.toUpperCase()}`;
      }
      const near = guessName(word);
      if (near) guess ??= near;
      return near ? `@${near.symbol}` : word;
    })
    .replace(OTHER_NAME, (name) => `@${name.replace("$", "").toUpperCase()}`)
    .replace(/(?<![\w@])\$([a-z][a-z.]{0,5})\b/g, (_, ticker: string) => `@${ticker.toUpperCase()}`)
    .replace(NAMED_SLOT, (match, name: string) =>
      NOT_A_NAME.test(name) || DOMAIN_WORDS.includes(name)
        ? match
        : match.replace(name, `@${name.toUpperCase()}`),
    );
  const symbols = [...new Set([...text.matchAll(/@([A-Z][A-Z0-9.-]*)/g)].flatMap((hit) => hit[1] ?? []))];
  return { text, symbols, guess };
}

function symbolOf(name: string): string | undefined {
  const bare = name.replace(/^[$^]/, "");
  return resolveInstrument(bare)?.symbol ?? SYMBOL_OF.get(bare);
}

/** Tickers in capitals that the catalogue does not know. A text all in capitals tells nothing. */
function unknownTickers(original: string): Set<string> {
  const letters = original.replace(/[^A-Za-z]/g, "");
  if (letters.length > 5 && letters === letters.toUpperCase()) return new Set();
  const found = original.match(/(?<![\w.@])\$?[A-Z]{2,5}(?:\.[A-Z])?(?![\w&]|'[A-Za-z])/g) ?? [];
  return new Set(
    found
      .map((ticker) => ticker.replace("$", ""))
      .filter((ticker) => !CAPITALS.has(ticker) && !resolveInstrument(ticker))
      .filter(
        (ticker) => !DOMAIN_WORDS.includes(ticker.toLowerCase()) && !EVERYDAY_WORDS.has(ticker.toLowerCase()),
      )
      .map((ticker) => ticker.toLowerCase()),
  );
}

function guessTicker(word: string): Guess | undefined {
  if (word.length < 4) return undefined;
  const near = INSTRUMENTS.filter(({ symbol }) => isTypoOf(word, symbol.toLowerCase()));
  return near.length === 1 && near[0] ? { said: word.toUpperCase(), symbol: near[0].symbol } : undefined;
}

function guessName(word: string): Guess | undefined {
  if (word.length < 4 || EVERYDAY_WORDS.has(word) || DOMAIN_WORDS.includes(word)) return undefined;
  const near = new Set(FUZZY_TARGETS.filter(([name]) => isTypoOf(word, name)).map(([, symbol]) => symbol));
  const [symbol] = near;
  return near.size === 1 && symbol ? { said: word, symbol } : undefined;
}

export const isKnownSymbol = (symbol: string): boolean => resolveInstrument(symbol) !== undefined;

/** The name people know an instrument by; the symbol itself outside the catalogue. */
export const companyOf = (symbol: string): string => resolveInstrument(symbol)?.name ?? symbol;
