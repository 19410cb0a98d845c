import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import {
  CacheTally,
  type DataCache,
  type Flight,
  Flights,
  LIFETIME_MS,
  type Lifetime,
  type Logger,
  prefixesOf,
} from "#operations";

/** Longest wait for one answer of Redis, ms. */
const ANSWER_MS = 250;
/** After a failure Redis is left alone for so long, ms; doubled at each further one, up to the ceiling. */
const REST_MS = 250;
const MAX_REST_MS = 5_000;
/** A loader that dies holds others up no longer than this, ms. */
const LOCK_MS = 2_000;
/** How long one waits for another process's load before loading itself, and between two looks, ms. */
const WAIT_MS = 500;
const LOOK_MS = 20;
/** Version keys outlive every answer that names them. */
const VERSION_MS = 2 * Math.max(...Object.values(LIFETIME_MS));
/** More prefixes than this unsent, and their topics are forgotten whole. */
const MAX_UNSENT = 500;

/** Frees a lock only for who holds it. */
const RELEASE = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0`;

/**
 * The cache of several processes. An answer is kept with the versions of its topic and subject as they were before it
 * was loaded; forgetting gives them new ones, so that an answer loaded meanwhile is never believed. When Redis is gone
 * everything is loaded, each wait has a ceiling, and what had to be forgotten is told before Redis is believed again.
 */
export class RedisCache implements DataCache {
  readonly kind = "redis";
  readonly #redis: Redis;
  readonly #log: Logger;
  readonly #namespace: string;
  readonly #tally = new CacheTally();
  readonly #flights = new Flights(this.#tally);
  readonly #unsent = new Set<string>();
  #restUntilMs = 0;
  #failures = 0;

  /** @param namespace tells desks apart that share a Redis: one for each database */
  constructor(url: string, namespace: string, log: Logger) {
    this.#log = log;
    this.#namespace = `quarterdeck:${namespace}`;
    this.#redis = new Redis(url, {
      commandTimeout: ANSWER_MS,
      connectTimeout: 1_000,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, MAX_REST_MS) * (0.5 + Math.random() / 2),
    });
    // Every failure is seen where a command fails; without a listener it would end the process.
    this.#redis.on("error", () => undefined);
  }

  /** Resolves when Redis can be asked, or after a second without it. */
  async connected(): Promise<void> {
    for (const end = performance.now() + 1_000; this.#redis.status !== "ready" && performance.now() < end; )
      await sleep(LOOK_MS);
  }

  async get<T>(key: string, lifetime: Lifetime, load: () => Promise<T>): Promise<T> {
    const text = await this.#flights.run(key, lifetime, (flight) =>
      this.#read(flight, lifetime, async () => JSON.stringify(await load())),
    );
    return JSON.parse(text) as T;
  }

  async #read(flight: Flight, lifetime: Lifetime, load: () => Promise<string>): Promise<string> {
    const found = await this.#ask(() => this.#look(flight.key));
    if (!found) {
      this.#tally.add(lifetime, "errors");
      return load();
    }
    if (found.text !== null) {
      this.#tally.add(lifetime, "hits");
      return found.text;
    }
    const token = randomUUID();
    const lock = this.#name(`lock:${flight.key}`);
    const isMine = await this.#ask(() => this.#redis.set(lock, token, "PX", LOCK_MS, "NX"));
    if (isMine !== "OK") {
      const told = await this.#waitFor(flight.key);
      if (told !== null) {
        this.#tally.add(lifetime, "joined");
        return told;
      }
    }
    this.#tally.add(lifetime, "misses");
    try {
      const text = await load();
      if (!flight.isForgotten) await this.#keep(flight.key, lifetime, found.stamp, text);
      return text;
    } finally {
      if (isMine === "OK") await this.#ask(() => this.#redis.eval(RELEASE, 1, lock, token));
    }
  }

  async #keep(key: string, lifetime: Lifetime, stamp: string, text: string): Promise<void> {
    await this.#ask(() =>
      this.#redis.set(this.#name(`answer:${key}`), `${stamp}\n${text}`, "PX", LIFETIME_MS[lifetime]),
    );
  }

  /** The versions that count now, and the answer if it was loaded under them. */
  async #look(key: string): Promise<{ stamp: string; text: string | null }> {
    await this.#sendForgotten();
    const [topic, subject] = prefixesOf(key);
    const [byTopic, bySubject, answer] = await this.#redis.mget(
      this.#name(`version:${topic}`),
      this.#name(`version:${subject}`),
      this.#name(`answer:${key}`),
    );
    const stamp = `${byTopic ?? ""}.${bySubject ?? ""}`;
    const isCurrent = answer?.startsWith(`${stamp}\n`) ?? false;
    return { stamp, text: isCurrent && answer ? answer.slice(stamp.length + 1) : null };
  }

  /** Another process loads; null when it takes too long or Redis is gone. */
  async #waitFor(key: string): Promise<string | null> {
    for (const end = performance.now() + WAIT_MS; performance.now() < end; ) {
      await sleep(LOOK_MS);
      const found = await this.#ask(() => this.#look(key));
      if (!found) return null;
      if (found.text !== null) return found.text;
    }
    return null;
  }

  async invalidate(prefixes: readonly string[]): Promise<void> {
    this.#flights.forget(new Set(prefixes));
    for (const prefix of prefixes) this.#unsent.add(prefix);
    if (this.#unsent.size > MAX_UNSENT) {
      const topics = [...this.#unsent].map((prefix) => prefixesOf(prefix)[0]);
      this.#unsent.clear();
      for (const topic of topics) this.#unsent.add(topic);
    }
    await this.#ask(() => this.#sendForgotten());
  }

  async #sendForgotten(): Promise<void> {
    if (this.#unsent.size === 0) return;
    const sent = [...this.#unsent];
    const batch = this.#redis.multi();
    for (const prefix of sent) batch.set(this.#name(`version:${prefix}`), randomUUID(), "PX", VERSION_MS);
    await batch.exec();
    for (const prefix of sent) this.#unsent.delete(prefix);
  }

  counts() {
    return this.#tally.counts();
  }

  isUp(): boolean {
    return this.#redis.status === "ready" && performance.now() >= this.#restUntilMs;
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
  }

  /** Redis's answer; null while it rests or when it fails, which makes it rest. */
  async #ask<T>(question: () => Promise<T>): Promise<T | null> {
    if (!this.isUp()) return null;
    try {
      const answer = await question();
      if (this.#failures > 0) this.#log.info({ cache: "redis" }, "the cache is back");
      this.#failures = 0;
      return answer;
    } catch (error) {
      if (this.#failures === 0) this.#log.warn({ err: error, cache: "redis" }, "the cache does not answer");
      this.#restUntilMs = performance.now() + Math.min(REST_MS * 2 ** this.#failures++, MAX_REST_MS);
      // A connection that hangs is given up; a new one is made while Redis rests.
      if (this.#redis.status === "ready") this.#redis.disconnect(true);
      return null;
    }
  }

  #name(key: string): string {
    return `${this.#namespace}:${key}`;
  }
}
