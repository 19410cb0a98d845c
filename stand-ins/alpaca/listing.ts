import { refusals } from "./errors.ts";
import type { StandInQuote } from "./wire.ts";

export interface Listed {
  /** Symbols that do not exist, and ones that may not be traded. */
  unknown?: readonly string[];
  inactive?: readonly string[];
  /** Symbols traded in whole shares only. */
  whole?: readonly string[];
}

/** What can be traded, and where it is quoted now. Every symbol that is not named is tradable. */
export class Listing {
  readonly #listed: Listed;
  readonly #quotes = new Map<string, StandInQuote>();

  constructor(listed: Listed) {
    this.#listed = listed;
  }

  /** Symbols anything was ever quoted for. */
  get symbols(): string[] {
    return [...new Set([...this.#quotes.keys(), ...(this.#listed.inactive ?? [])])];
  }

  isKnown(symbol: string): boolean {
    return !this.#listed.unknown?.includes(symbol);
  }

  isTradable(symbol: string): boolean {
    return this.isKnown(symbol) && !this.#listed.inactive?.includes(symbol);
  }

  isFractionable(symbol: string): boolean {
    return !this.#listed.whole?.includes(symbol);
  }

  /** @throws AlpacaRefusal when it cannot be traded */
  check(symbol: string): void {
    if (!this.isKnown(symbol)) throw refusals.assetUnknown(symbol);
    if (!this.isTradable(symbol)) throw refusals.assetInactive(symbol);
  }

  quote(symbol: string): StandInQuote | null {
    return this.#quotes.get(symbol) ?? null;
  }

  setQuote(symbol: string, quote: StandInQuote): void {
    this.#quotes.set(symbol, { ...quote });
  }
}
