import type { TradingWatch } from "#core/model";
import { COLLECTOR, instant, type Telling } from "../telling.ts";

/**
 * Since when halts and bands of each name are heard without a gap. Exchanges tell changes only and nobody can be asked
 * for them again, so what came before a gap says nothing about after it.
 */
export class Watch {
  readonly #symbols: ReadonlySet<string>;
  /** A dead connection is noticed so late; up to then nothing is certain, ms. */
  readonly #blindMs: number;
  readonly #since = new Map<string, number>();

  constructor(symbols: Iterable<string>, blindMs: number) {
    this.#symbols = new Set(symbols);
    this.#blindMs = blindMs;
  }

  /** The line listens from now on. */
  begin(nowMs: number): void {
    for (const symbol of this.#symbols) this.#since.set(symbol, nowMs);
  }

  /** The line is down. */
  end(): void {
    this.#since.clear();
  }

  /** A message about it could not be read: what is known of it begins anew. */
  doubt(symbol: string, nowMs: number): void {
    if (this.#since.has(symbol)) this.#since.set(symbol, nowMs);
  }

  /**
   * What is certain now. Of a name that has just begun that is nothing yet, which is said too: it takes back what was
   * told before.
   *
   * @param only of these names; of all where left out
   */
  certain(nowMs: number, { source, delayMs }: Telling, only?: readonly string[]): TradingWatch[] {
    const untilMs = nowMs - this.#blindMs - delayMs;
    return [...this.#since]
      .filter(([symbol]) => only?.includes(symbol) ?? true)
      .map(([symbol, sinceMs]) => ({
        symbol,
        sinceAt: instant(sinceMs),
        occurredAt: instant(Math.max(untilMs, sinceMs)),
        knownAt: instant(nowMs),
        source,
        collector: COLLECTOR,
      }));
  }
}
