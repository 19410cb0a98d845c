import type { Clock, Source } from "#core/model";
import {
  type CollectOptions,
  type Collector,
  type Page,
  type Topic,
  VendorError,
  type VendorHealth,
  type Wish,
} from "../../collector.ts";
import { YahooClient } from "./client.ts";
import { collectActions } from "./collect-actions.ts";
import { collectBars } from "./collect-bars.ts";
import { collectArticles, collectSearch } from "./collect-search.ts";
import { collectEarnings, collectProfiles, collectQuotes } from "./collect-summaries.ts";
import type { Run } from "./run.ts";
import { COLLECTOR } from "./telling.ts";
import { readPlace } from "./windows.ts";

/** The way to Yahoo. */
export interface Way {
  fetch: typeof fetch;
  health(): VendorHealth;
}

export interface ThroughOptions {
  clock: Clock;
  source: Source;
  log?: (line: string) => void;
}

const NOTE = {
  real: "Yahoo Finance, unofficial and without promise: some exchanges are told 15 minutes late, and it may stop answering.",
  simulated: "A stand-in for Yahoo Finance: every number is made up.",
};

/** A collector that reaches Yahoo by that way. */
export class YahooCollector implements Collector {
  readonly name = COLLECTOR;
  readonly source: Source;
  readonly note: string;
  readonly topics: readonly Topic[] = [
    "bars",
    "actions",
    "quotes",
    "profiles",
    "earnings",
    "search",
    "articles",
  ];
  readonly #clock: Clock;
  readonly #way: Way;
  readonly #client: YahooClient;
  readonly #closing = new AbortController();
  #failure: VendorError | null = null;

  constructor(way: Way, { clock, source, log = () => {} }: ThroughOptions) {
    this.#way = way;
    this.#clock = clock;
    this.#client = new YahooClient({ fetch: way.fetch, log });
    this.source = source;
    this.note = source === "simulated" ? NOTE.simulated : NOTE.real;
  }

  collect(wish: Wish, { signal, resume }: CollectOptions = {}): AsyncIterable<Page> {
    const start = resume ? readPlace(resume) : { index: 0, fromMs: null };
    if (!start)
      throw refused(`"${resume}" is no place at which a run could go on.`, "Begin anew without it.");
    return this.#watched(wish, {
      client: this.#client,
      signal: signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal,
      start,
      telling: () => ({ source: this.source, receivedAt: this.#clock.now().toISOString() }),
    });
  }

  async *#watched(wish: Wish, run: Run): AsyncGenerator<Page> {
    try {
      for await (const page of this.#pages(wish, run)) {
        this.#failure = null;
        yield page;
      }
    } catch (error) {
      if (error instanceof VendorError && error.fault !== "canceled" && error.fault !== "bad-request")
        this.#failure = error;
      throw error;
    }
  }

  #pages(wish: Wish, run: Run): AsyncGenerator<Page> {
    switch (wish.topic) {
      case "bars":
        return collectBars(wish, run);
      case "actions":
        return collectActions(wish, run);
      case "quotes":
        return collectQuotes(wish, run);
      case "profiles":
        return collectProfiles(wish.symbols, run);
      case "earnings":
        return collectEarnings(wish.symbols, run);
      case "search":
        return collectSearch(wish.text, run);
      case "articles":
        return collectArticles(wish, run);
      default:
        throw refused(`Yahoo has no ${wish.topic}.`, `Ask it for ${this.topics.join(", ")}.`);
    }
  }

  /** A way that is fine is not enough where what comes over it is no use. */
  health(): VendorHealth {
    const health = this.#way.health();
    if (!this.#failure || health.status !== "ok") return health;
    const status = this.#failure.fault === "unauthorised" ? "failed" : "warning";
    return { ...health, status, detail: this.#failure.parts.what };
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }
}

const refused = (what: string, fix: string): VendorError =>
  new VendorError(COLLECTOR, "bad-request", { what, why: "Nothing was asked of Yahoo.", fix });
