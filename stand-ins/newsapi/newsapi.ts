import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#core/model";
import {
  answerWithFault,
  FaultQueue,
  type HttpAnswer,
  type HttpCall,
  type HttpFault,
  type LoopbackServer,
  serveOnLoopback,
} from "#stand-ins/loopback";
import { type World, worldOf } from "#stand-ins/world";
import { badParameter, NewsRefusal } from "./errors.ts";
import { printedIn } from "./printed.ts";
import {
  type Paging,
  readCatalogue,
  readEverything,
  readHeadlines,
  readPaging,
  readTime,
} from "./requests.ts";
import type { WireArticle } from "./wire.ts";

export interface NewsApiOptions {
  seed?: number;
  clock: Clock;
  port?: number;
  key?: string;
  /** The free plan is a day late, reaches back a month, gives 100 results of a search and 100 calls a day. */
  plan?: "developer" | "business";
}

export const STAND_IN_NEWS_KEY = "0123456789abcdef0123456789abcdef";

const DAY_MS = 86_400_000;
const DEVELOPER = { results: 100, backMs: 31 * DAY_MS, delayMs: DAY_MS, perDay: 100, perHalfDay: 50 };
/** Without a `from`, a search on a paid plan reaches so far back here. */
const USUAL_MS = 31 * DAY_MS;
/** Headlines are the articles of so many days. */
const HEADLINES_MS = 2 * DAY_MS;

/** A NewsAPI of one's own on 127.0.0.1, with the papers of the world all stand-ins share. */
export class NewsApiStandIn {
  readonly world: World;
  /** Every call, in the order received; keys are left out. */
  readonly calls: HttpCall[] = [];
  readonly #options: NewsApiOptions;
  readonly #clock: Clock;
  readonly #faults = new FaultQueue();
  readonly #planted: WireArticle[] = [];
  #spent: number[] = [];
  #served: LoopbackServer | null = null;
  /** The key has been revoked: everything answers 401. */
  isRevoked = false;

  constructor(options: NewsApiOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.world = worldOf(options.seed ?? 1);
  }

  async listen(port = 0): Promise<void> {
    this.#served = await serveOnLoopback((request, response) => this.#serve(request, response), port);
  }

  /** What the client is told instead of https://newsapi.org/v2. */
  get url(): string {
    if (!this.#served) throw new Error("the stand-in is not listening");
    return `${this.#served.url}/v2`;
  }

  /** The next calls whose "METHOD /path?query" holds `match` ("*": any) meet this fault. */
  fail(match: string, fault: HttpFault, times = 1): void {
    this.#faults.fail(match, fault, times);
  }

  /** No more faults, and what hangs is broken off. */
  heal(): void {
    this.#faults.clear();
    this.isRevoked = false;
  }

  /** A paper prints this, whatever it is and whatever date it bears. */
  plant(article: Partial<WireArticle> & { url: string }): void {
    this.#planted.push({
      source: { id: null, name: "Planted Press" },
      author: null,
      title: "An article",
      description: null,
      urlToImage: null,
      publishedAt: null,
      content: null,
      ...article,
    });
  }

  /** Everything in a window, newest first, as it is told; both ends belong to it. Undated ones are always in it. */
  held(fromMs: number, toMs: number): WireArticle[] {
    const planted = this.#planted.filter(({ publishedAt }) => {
      const atMs = Date.parse(publishedAt ?? "");
      return !(atMs > 0) || (atMs >= fromMs && atMs <= toMs) || atMs > this.#nowMs;
    });
    return [...planted, ...printedIn(this.world, fromMs, Math.min(toMs, this.#nowMs)).reverse()];
  }

  close(): Promise<void> {
    this.#faults.clear();
    return this.#served?.close() ?? Promise.resolve();
  }

  get #nowMs(): number {
    return this.#clock.now().getTime();
  }

  get #isFree(): boolean {
    return this.#options.plan === "developer";
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const { apiKey: _, ...query } = Object.fromEntries(url.searchParams);
    const call: HttpCall = { method: request.method ?? "GET", path: url.pathname, query, outcome: 0 };
    this.calls.push(call);
    const right = (): HttpAnswer => this.#answer(request, url);
    call.outcome = await answerWithFault(this.#faults, request, response, right);
  }

  #answer(request: IncomingMessage, url: URL): HttpAnswer {
    try {
      if (!request.headers["user-agent"])
        throw new NewsRefusal(400, "userAgentMissing", "Please set your User-Agent header.");
      this.#admit(request, url.searchParams);
      this.#spend();
      const body = this.#route(url);
      const headers = { "cache-control": "no-cache", expires: "-1", "x-cached-result": "false" };
      return { status: 200, headers, body: JSON.stringify({ status: "ok", ...body }) };
    } catch (error) {
      if (error instanceof NewsRefusal) return error.toAnswer();
      throw error;
    }
  }

  #admit({ headers }: IncomingMessage, query: URLSearchParams): void {
    const bearer = String(headers.authorization ?? "").replace(/^Bearer /, "");
    const shown = String(headers["x-api-key"] ?? "") || bearer || query.get("apiKey");
    if (!shown)
      throw new NewsRefusal(
        401,
        "apiKeyMissing",
        "Your API key is missing. Append this to the URL with the apiKey param, or use the x-api-key HTTP header.",
      );
    if (this.isRevoked || shown !== (this.#options.key ?? STAND_IN_NEWS_KEY))
      throw new NewsRefusal(
        401,
        "apiKeyInvalid",
        "Your API key is invalid or incorrect. Check your key, or go to https://newsapi.org to create a free API key.",
      );
  }

  #spend(): void {
    const nowMs = this.#nowMs;
    this.#spent = this.#spent.filter((atMs) => atMs > nowMs - DAY_MS);
    const isOver =
      this.#spent.length >= DEVELOPER.perDay ||
      this.#spent.filter((atMs) => atMs > nowMs - DAY_MS / 2).length >= DEVELOPER.perHalfDay;
    if (this.#isFree && isOver)
      throw new NewsRefusal(
        429,
        "rateLimited",
        "You have made too many requests recently. Developer accounts are limited to 100 requests over a 24 hour period (50 requests available every 12 hours). Please upgrade to a paid plan if you need more requests.",
      );
    this.#spent.push(nowMs);
  }

  #route({ pathname, searchParams: query }: URL): object {
    if (pathname === "/v2/everything") return this.#everything(query);
    if (pathname === "/v2/top-headlines/sources") return { sources: readCatalogue(query) };
    if (pathname === "/v2/top-headlines") {
      const isAsked = readHeadlines(query);
      const rows = this.held(this.#newestMs - HEADLINES_MS, this.#newestMs);
      return this.#page(rows.filter(isAsked), readPaging(query, 20));
    }
    throw new NewsRefusal(404, "endpointNotFound", "There is nothing at that address.");
  }

  get #newestMs(): number {
    return this.#nowMs - (this.#isFree ? DEVELOPER.delayMs : 0);
  }

  #everything(query: URLSearchParams): object {
    const isAsked = readEverything(query);
    const fromMs = readTime(query, "from") ?? this.#nowMs - USUAL_MS;
    const toMs = Math.min(readTime(query, "to") ?? this.#nowMs, this.#newestMs);
    if (this.#isFree && fromMs < this.#nowMs - DEVELOPER.backMs) throw tooFarBack(fromMs, this.#nowMs);
    if (fromMs > this.#nowMs + DAY_MS) throw badParameter("The from parameter lies in the future.");
    return this.#page(this.held(fromMs, toMs).filter(isAsked), readPaging(query, 100));
  }

  #page(rows: readonly WireArticle[], { page, pageSize }: Paging): object {
    const from = (page - 1) * pageSize;
    if (this.#isFree && from + pageSize > DEVELOPER.results)
      throw new NewsRefusal(
        426,
        "maximumResultsReached",
        `You have requested too many results. Developer accounts are limited to a max of ${DEVELOPER.results} results. You are trying to request results ${from} to ${from + pageSize}. Please upgrade to a paid plan if you need more results.`,
      );
    return { totalResults: rows.length, articles: rows.slice(from, from + pageSize) };
  }
}

const tooFarBack = (fromMs: number, nowMs: number): NewsRefusal => {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return new NewsRefusal(
    426,
    "parameterInvalid",
    `You are trying to request results too far in the past. Your plan permits you to request articles as far back as ${day(nowMs - DEVELOPER.backMs)}, but you have requested ${day(fromMs)}. You may need to upgrade to a paid plan.`,
  );
};

/** Opens a NewsAPI on loopback; the same seed prints the same papers. */
export async function openNewsApi(options: NewsApiOptions): Promise<NewsApiStandIn> {
  const news = new NewsApiStandIn(options);
  await news.listen(options.port);
  return news;
}
