import { LRUCache } from "lru-cache";
import type { Clock } from "#core/model";
import { CacheTally, type DataCache, LIFETIME_MS, type Lifetime, prefixesOf } from "./data-cache.ts";
import { Flights } from "./flights.ts";

const MAX_ENTRIES = 5_000;
const MAX_CHARS = 64 * 1024 * 1024;
/** A backfill in another process tells this one nothing; no answer outlives it by more, ms. */
const MAX_LIFETIME_MS = 60_000;

/** The cache of one process: bounded by size, kept as text so that nobody can change a kept answer. */
export class MemoryCache implements DataCache {
  readonly kind = "memory";
  readonly #tally = new CacheTally();
  readonly #flights = new Flights(this.#tally);
  readonly #held: LRUCache<string, string>;

  constructor(clock: Clock) {
    this.#held = new LRUCache<string, string>({
      max: MAX_ENTRIES,
      maxSize: MAX_CHARS,
      sizeCalculation: (text, key) => text.length + key.length,
      // Lifetimes follow the desk's clock: a test that moves it a day ahead sees a day-old answer gone.
      perf: { now: () => clock.now().getTime() },
      ttlResolution: 0,
    });
  }

  async get<T>(key: string, lifetime: Lifetime, load: () => Promise<T>): Promise<T> {
    const held = this.#held.get(key);
    if (held !== undefined) {
      this.#tally.add(lifetime, "hits");
      return JSON.parse(held) as T;
    }
    const text = await this.#flights.run(key, lifetime, async (flight) => {
      this.#tally.add(lifetime, "misses");
      // An entry is gone a millisecond after its time here, and exactly at the end of its lifetime for everybody.
      const loaded = JSON.stringify(await load());
      if (!flight.isForgotten) this.#held.set(key, loaded, { ttl: lifetimeMs(lifetime) - 1 });
      return loaded;
    });
    return JSON.parse(text) as T;
  }

  async invalidate(prefixes: readonly string[]): Promise<void> {
    const wanted = new Set(prefixes);
    this.#flights.forget(wanted);
    for (const key of this.#held.keys())
      if (prefixesOf(key).some((prefix) => wanted.has(prefix))) this.#held.delete(key);
  }

  counts() {
    return this.#tally.counts();
  }

  isUp(): boolean {
    return true;
  }

  async close(): Promise<void> {
    this.#held.clear();
  }
}

const lifetimeMs = (lifetime: Lifetime): number => Math.min(LIFETIME_MS[lifetime], MAX_LIFETIME_MS);
