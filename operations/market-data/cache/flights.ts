import { type CacheTally, type Lifetime, prefixesOf } from "./data-cache.ts";

/** A load under way. Forgotten ones give their answer to whoever waits, and are not kept. */
export interface Flight {
  readonly key: string;
  isForgotten: boolean;
}

/** One load at a time for each key: who asks meanwhile gets the same answer, unless it was forgotten in between. */
export class Flights {
  readonly #underWay = new Map<string, { flight: Flight; answer: Promise<string> }>();
  readonly #tally: CacheTally;

  constructor(tally: CacheTally) {
    this.#tally = tally;
  }

  run(key: string, lifetime: Lifetime, load: (flight: Flight) => Promise<string>): Promise<string> {
    const held = this.#underWay.get(key);
    if (held) {
      this.#tally.add(lifetime, "joined");
      return held.answer;
    }
    const flight: Flight = { key, isForgotten: false };
    const answer = load(flight).finally(() => {
      if (this.#underWay.get(key)?.flight === flight) this.#underWay.delete(key);
    });
    this.#underWay.set(key, { flight, answer });
    return answer;
  }

  /** Loads under these prefixes answer those who wait already, and nobody who asks from now on. */
  forget(prefixes: ReadonlySet<string>): void {
    for (const [key, { flight }] of this.#underWay)
      if (prefixesOf(key).some((prefix) => prefixes.has(prefix))) {
        flight.isForgotten = true;
        this.#underWay.delete(key);
      }
  }
}
