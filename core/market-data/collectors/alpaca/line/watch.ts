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

  /** What is certain now; nothing of what has not been heard for long enough. */
  certain(nowMs: number, { source, delayMs }: Telling): TradingWatch[] {
    const untilMs = nowMs - this.#blindMs - delayMs;
    return [...this.#since].flatMap(([symbol, sinceMs]): TradingWatch[] =>
      sinceMs > untilMs
        ? []
        : [
            {
              symbol,
              sinceAt: instant(sinceMs),
              occurredAt: instant(untilMs),
              knownAt: instant(nowMs),
              source,
              collector: COLLECTOR,
            },
          ],
    );
  }
}
