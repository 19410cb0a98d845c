import { INSTRUMENTS } from "../../instruments.ts";
import type { AskedInstrument } from "./articles.ts";

/** One search: the vendor's `q`, and for whom it is asked. */
export interface Search {
  q: string | undefined;
  asked: readonly AskedInstrument[];
}

/** NewsAPI refuses longer ones. */
const LONGEST = 500;

/**
 * The searches for these instruments and words, each short enough; the vendor knows no tickers, so instruments are
 * asked for by name.
 *
 * @returns `nameless`: symbols that have no name here, or whose search would be too long
 */
export function searchesFor(
  symbols: readonly string[],
  text: string | undefined,
): { searches: Search[]; nameless: string[] } {
  const words = text?.trim();
  if (symbols.length === 0) return { searches: [{ q: words || undefined, asked: [] }], nameless: [] };
  const searches: { q: string; asked: AskedInstrument[] }[] = [];
  const nameless: string[] = [];
  for (const symbol of symbols) {
    const asked = askedFor(symbol);
    const last = searches.at(-1);
    const widened = asked && last && queryOf([...last.asked, asked], words);
    const alone = asked && queryOf([asked], words);
    if (asked && last && widened && widened.length <= LONGEST) {
      last.asked.push(asked);
      last.q = widened;
    } else if (asked && alone && alone.length <= LONGEST) searches.push({ q: alone, asked: [asked] });
    else nameless.push(symbol);
  }
  return { searches, nameless };
}

function askedFor(symbol: string): AskedInstrument | null {
  const instrument = INSTRUMENTS.find((known) => known.symbol === symbol);
  return instrument ? { symbol, names: [instrument.name] } : null;
}

function queryOf(asked: readonly AskedInstrument[], words: string | undefined): string {
  const names = asked.flatMap((one) => one.names).map((name) => `"${name.replaceAll('"', "")}"`);
  return words ? `(${words}) AND (${names.join(" OR ")})` : names.join(" OR ");
}
