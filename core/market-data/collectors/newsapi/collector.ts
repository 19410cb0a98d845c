import type { Clock, FactBatch, Instant, Source } from "#core/model";
import {
  type CollectOptions,
  type Collector,
  type Page,
  VendorError,
  type VendorFault,
  type VendorHealth,
  type Wish,
} from "../../collector.ts";
import { sourceOf, trouble, VendorDoor, type VendorDoorOptions } from "../vendor-call/index.ts";
import { COLLECTOR, readArticles, remark, WirePage } from "./articles.ts";
import { type Search, searchesFor } from "./searches.ts";

export interface NewsApiCollectorOptions {
  apiKey: string;
  /** A stand-in or a proxy instead of https://newsapi.org/v2. */
  url?: string;
  clock: Clock;
  /** Calls the plan allows in 24 hours. */
  callsPerDay?: number;
  door?: Partial<Pick<VendorDoorOptions, "sleep" | "random" | "timeoutMs" | "attempts">>;
}

const URL_OF_VENDOR = "https://newsapi.org/v2";
const OWN_HOSTS = ["newsapi.org"];
const VENDOR = "NewsAPI";
const DAY_MS = 86_400_000;
const PAGE_SIZE = 100;
/** NewsAPI does not say how long to wait, and frees calls by the half day. */
const THROTTLE_MS = 3_600_000;
const NOTE = {
  real: "NewsAPI: on its free plan articles are a day late, reach back a month and are cut after 200 characters.",
  simulated: "A stand-in for NewsAPI: every article is made up.",
};

type ArticlesWish = Extract<Wish, { topic: "articles" }>;
interface Place {
  search: number;
  page: number;
}

/** Articles from NewsAPI, by words and by the names of instruments. */
export function newsapiCollector(options: NewsApiCollectorOptions): Collector {
  return new NewsApiCollector(options);
}

class NewsApiCollector implements Collector {
  readonly name = COLLECTOR;
  readonly source: Source;
  readonly note: string;
  readonly topics = ["articles"] as const;
  readonly #door: VendorDoor;
  readonly #clock: Clock;
  readonly #closing = new AbortController();

  constructor({ apiKey, url = URL_OF_VENDOR, clock, callsPerDay = 100, door }: NewsApiCollectorOptions) {
    this.#clock = clock;
    this.source = sourceOf(url, OWN_HOSTS, "delayed");
    this.note = this.source === "simulated" ? NOTE.simulated : NOTE.real;
    this.#door = new VendorDoor({
      vendor: VENDOR,
      baseUrl: url,
      ownHosts: OWN_HOSTS,
      limit: { calls: callsPerDay, perMs: DAY_MS },
      timeoutMs: 15_000,
      attempts: 3,
      maxBytes: 4_000_000,
      clock,
      throttleMs: THROTTLE_MS,
      headers: () => ({ "X-Api-Key": apiKey, "User-Agent": "Quarterdeck/0.1" }),
      secrets: [apiKey],
      readError,
      ...door,
    });
  }

  collect(wish: Wish, { signal, resume }: CollectOptions = {}): AsyncIterable<Page> {
    if (wish.topic !== "articles") throw refused(`NewsAPI has no ${wish.topic}.`);
    const place = resume ? readPlace(resume) : { search: 0, page: 1 };
    if (!place) throw refused(`${JSON.stringify(resume)} is no place at which a run could go on.`);
    const both = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    return this.#pages(wish, place, both);
  }

  health(): VendorHealth {
    return this.#door.health();
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }

  async *#pages(wish: ArticlesWish, start: Place, signal: AbortSignal): AsyncGenerator<Page> {
    const { searches, nameless } = searchesFor(wish.symbols, wish.text);
    const missing = start.search === 0 && start.page === 1 ? nameless : [];
    if (searches.length === 0) yield this.#emptyPage(missing);
    for (let index = start.search; index < searches.length; index++) {
      const search = searches[index];
      if (!search) return;
      let page: number | null = index === start.search ? start.page : 1;
      while (page !== null) {
        const told = await this.#page(wish, search, page, signal);
        const isFirst = index === 0 && page === 1;
        const findings = [...(isFirst ? this.#missing(missing) : []), ...(told.facts.findings ?? [])];
        const hasMore = told.hasMore;
        const next: Place | null = hasMore
          ? { search: index, page: page + 1 }
          : index + 1 < searches.length
            ? { search: index + 1, page: 1 }
            : null;
        yield { facts: { ...told.facts, findings }, next: next && placeText(next) };
        page = hasMore ? page + 1 : null;
      }
    }
  }

  async #page(
    wish: ArticlesWish,
    search: Search,
    page: number,
    signal: AbortSignal,
  ): Promise<{ facts: FactBatch; hasMore: boolean }> {
    const body = await this.#ask(wish, search, page, signal);
    const receivedAt = this.#clock.now().toISOString();
    if (body === "plan-ends") {
      const detail = `The plan gives no more than ${(page - 1) * PAGE_SIZE} results of one search; older ones were left out.`;
      return {
        facts: { receivedAt, findings: [remark("left-out", "", detail, { receivedAt })] },
        hasMore: false,
      };
    }
    const read = WirePage.safeParse(body);
    if (!read.success) throw notAPage(body);
    const { articles, totalResults } = read.data;
    const { from, to } = wish;
    const telling = { receivedAt, source: this.source, asked: search.asked, from, to };
    return {
      facts: { receivedAt, ...readArticles(articles, telling) },
      hasMore: articles.length > 0 && page * PAGE_SIZE < totalResults,
    };
  }

  async #ask(
    wish: ArticlesWish,
    { q }: Search,
    page: number,
    signal: AbortSignal,
  ): Promise<unknown | "plan-ends"> {
    const paging = { q, pageSize: PAGE_SIZE, page };
    try {
      if (wish.headlines)
        return await this.#door.getJson(
          "/top-headlines",
          { country: "us", category: "business", ...paging },
          signal,
        );
      if (q === undefined) throw refused("NewsAPI's search needs words or instruments.");
      const window = { from: seconds(wish.from), to: seconds(wish.to) };
      return await this.#door.getJson(
        "/everything",
        { ...paging, ...window, language: "en", sortBy: "publishedAt" },
        signal,
      );
    } catch (error) {
      // A first page that was allowed and a later one that is not: that is where the plan ends.
      if (page > 1 && error instanceof VendorError && error.fault === "forbidden") return "plan-ends";
      throw error;
    }
  }

  #missing(symbols: readonly string[]) {
    const receivedAt = this.#clock.now().toISOString();
    const why = "NewsAPI knows no tickers, and no company name is known here to ask for instead.";
    return symbols.map((symbol) => remark("left-out", symbol, why, { receivedAt }));
  }

  #emptyPage(missing: readonly string[]): Page {
    const receivedAt = this.#clock.now().toISOString();
    return { facts: { receivedAt, findings: this.#missing(missing) }, next: null };
  }
}

/** NewsAPI's window counts whole seconds of UTC. */
const seconds = (at: Instant): string => at.slice(0, 19);

const placeText = ({ search, page }: Place): string => `${search}:${page}`;

function readPlace(text: string): Place | null {
  const found = /^(\d{1,6}):([1-9]\d{0,5})$/.exec(text);
  return found ? { search: Number(found[1]), page: Number(found[2]) } : null;
}

/** What its error codes mean; its message is the reason. */
function readError(status: number, body: unknown): { fault: VendorFault; why: string } | null {
  if (typeof body !== "object" || body === null || !("code" in body)) return null;
  const code = String(body.code);
  const message = "message" in body && typeof body.message === "string" ? body.message : code;
  const fault = faultOf(status, code);
  return fault && { fault, why: `NewsAPI says: ${message}` };
}

/** Status 200 with an error inside, or something else altogether. */
function notAPage(body: unknown): VendorError {
  const { fault, why } = readError(200, body) ?? { fault: "malformed" as const, why: undefined };
  return trouble(VENDOR, fault, "NewsAPI's answer holds no list of articles.", { why });
}

function faultOf(status: number, code: string): VendorFault | null {
  if (code === "apiKeyExhausted" || code === "rateLimited" || status === 429) return "throttled";
  if (code.startsWith("apiKey")) return "unauthorised";
  if (status === 426) return "forbidden";
  return status >= 500 ? "unavailable" : status >= 400 ? "bad-request" : null;
}

const refused = (what: string): VendorError =>
  trouble(VENDOR, "bad-request", what, { why: "Nothing was asked of NewsAPI." });
