/** How long an answer may be given again, ms, by how fast what it tells of can change. */
export const LIFETIME_MS = {
  /** A quote of now. */
  "live-quote": 1_000,
  /** Bars, trades and books of a window that reaches to now. */
  "open-window": 5_000,
  /** What was known by an instant of the past. New data for it is told by `invalidate`. */
  "closed-history": 3_600_000,
  /** Profiles, calendars, series and coverage. */
  reference: 600_000,
} as const;
export type Lifetime = keyof typeof LIFETIME_MS;

/** How reads of one lifetime went. */
export interface CacheCounts {
  lifetime: Lifetime;
  hits: number;
  misses: number;
  /** Waited for a load already under way, here or in another process. */
  joined: number;
  /** The cache did not answer; what was wanted was loaded. */
  errors: number;
}

/**
 * Answers kept for a while. Keys are words between colons, topic and subject first ("bars:AAPL:1d:…"); values are what
 * JSON can hold. A key names a past instant by itself and "now" by that word, never by its time.
 */
export interface DataCache {
  readonly kind: "memory" | "redis";
  /** The kept answer, or that of `load`. Of several who ask at once, one loads. A failed load is not kept. */
  get<T>(key: string, lifetime: Lifetime, load: () => Promise<T>): Promise<T>;
  /** Forgets a topic ("bars") or a topic's subject ("bars:AAPL"); a load already under way is not kept either. */
  invalidate(prefixes: readonly string[]): Promise<void>;
  counts(): readonly CacheCounts[];
  /** False while answers are only loaded. */
  isUp(): boolean;
  close(): Promise<void>;
}

/** The prefixes a key falls under: its topic, and its topic with its subject. */
export function prefixesOf(key: string): [string, string] {
  const [topic = "", subject = ""] = key.split(":", 2);
  return [topic, `${topic}:${subject}`];
}

/** Counts by lifetime; kept by every kind of cache. */
export class CacheTally {
  readonly #counts = new Map<Lifetime, CacheCounts>(
    (Object.keys(LIFETIME_MS) as Lifetime[]).map((lifetime) => [
      lifetime,
      { lifetime, hits: 0, misses: 0, joined: 0, errors: 0 },
    ]),
  );

  add(lifetime: Lifetime, what: Exclude<keyof CacheCounts, "lifetime">): void {
    const held = this.#counts.get(lifetime);
    if (held) held[what]++;
  }

  counts(): readonly CacheCounts[] {
    return [...this.#counts.values()].map((held) => ({ ...held }));
  }
}
