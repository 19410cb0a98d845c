import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#core/model";
import {
  answerWithFault,
  FaultQueue,
  type HttpCall,
  type HttpFault,
  type LoopbackServer,
  readBody,
  seeded,
  serveOnLoopback,
} from "#stand-ins/loopback";
import { type World, worldOf } from "#stand-ins/world";
import { chart } from "./chart.ts";
import { type Listed, listingOf } from "./listing.ts";
import { Market, type Snapshot } from "./market.ts";
import { quote, rowOf } from "./quote.ts";
import { quoteSummary } from "./quote-summary.ts";
import { search } from "./search.ts";
import { Visitors } from "./visitors.ts";
import { type Answer, type Call, json, page, refusal } from "./wire.ts";

export interface YahooOptions {
  seed?: number;
  /** The market to tell of; the seed's where none is handed in. Making one takes a while. */
  world?: World;
  clock: Clock;
  port?: number;
}

/** One request as it came in, and the host of Yahoo's it was meant for. */
export interface ReceivedCall extends HttpCall {
  host: string;
}

/** Calls that need a cookie and the crumb made for it. */
const CRUMBED = ["/v7/finance/quote", "/v10/finance/quoteSummary/", "/v7/finance/options/"];

/**
 * A Yahoo Finance of one's own on 127.0.0.1. It plays five hosts at once and learns from the header x-forwarded-host
 * which of them is meant.
 */
export class YahooStandIn {
  readonly world: World;
  /** Every request, in the order received. */
  readonly calls: ReceivedCall[] = [];
  readonly #clock: Clock;
  readonly #visitors: Visitors;
  readonly #listing: ReadonlyMap<string, Listed>;
  readonly #halts = new Set<string>();
  readonly #faults = new FaultQueue();
  #served: LoopbackServer | null = null;

  constructor(options: YahooOptions) {
    const seed = options.seed ?? 1;
    this.world = options.world ?? worldOf(seed);
    this.#clock = options.clock;
    this.#visitors = new Visitors(seeded(seed));
    this.#listing = listingOf(this.world);
  }

  async listen(port = 0): Promise<void> {
    this.#served = await serveOnLoopback((request, response) => this.#serve(request, response), port);
  }

  get url(): string {
    if (!this.#served) throw new Error("the stand-in is not listening");
    return this.#served.url;
  }

  close(): Promise<void> {
    this.#faults.clear();
    return this.#served?.close() ?? Promise.resolve();
  }

  /** The next calls whose "METHOD /path?query" holds `match` ("*": any) meet this fault. */
  fail(match: string, fault: HttpFault, times = 1): void {
    this.#faults.fail(match, fault, times);
  }

  /** No more faults, and what hangs is broken off. */
  heal(): void {
    this.#faults.clear();
  }

  /** New visitors are asked for consent first, as in the EU, or no longer. */
  askConsent(isAsked = true): void {
    this.#visitors.asksConsent = isAsked;
  }

  /** Cookies and crumbs handed out so far are refused from now on. */
  expireCrumbs(): void {
    this.#visitors.forget();
  }

  /** The best bid and offer as the exchange's feed has it now; null for a symbol that has none. */
  snapshot(symbol: string): Snapshot | null {
    const listed = this.#listing.get(symbol);
    return listed ? new Market(this.world, this.#clock.now().getTime()).snapshot(listed) : null;
  }

  /** Rows of that day bear no numbers. */
  halt(symbol: string, day: string): void {
    this.#halts.add(`${symbol} ${day}`);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    const { method, host, path } = call;
    const received: ReceivedCall = { method, host, path, query: Object.fromEntries(call.query), outcome: 0 };
    this.calls.push(received);
    received.outcome = await answerWithFault(this.#faults, request, response, () => this.#answer(call));
  }

  #answer(call: Call): Answer {
    const atTheDoor = this.#visitors.answer(call);
    if (atTheDoor) return atTheDoor;
    if (!call.host.startsWith("query")) return { ...page("Not found."), status: 404 };
    const refused = CRUMBED.some((path) => call.path.startsWith(path)) ? this.#visitors.refuse(call) : null;
    return refused ?? this.#data(call, new Market(this.world, this.#clock.now().getTime()));
  }

  #data(call: Call, market: Market): Answer {
    const symbol = decodeURIComponent(call.path.split("/").pop() ?? "");
    const listed = this.#listing.get(symbol);
    if (call.path.startsWith("/v8/finance/chart/"))
      return chart(call, listed, market, (day) => this.#halts.has(`${symbol} ${day}`));
    if (call.path === "/v7/finance/quote") return quote(call, this.#listing, market);
    if (call.path.startsWith("/v10/finance/quoteSummary/"))
      return quoteSummary(call, listed, market, this.world);
    if (call.path === "/v1/finance/search") return search(call, this.#listing, market, this.world);
    if (call.path.startsWith("/v1/finance/trending/")) return trending(this.world);
    if (call.path.startsWith("/v7/finance/options/")) return options(listed, market);
    return refusal("finance", 404, "Not Found", "HTTP 404 Not Found");
  }
}

/** Opens a Yahoo on loopback; the same seed makes the same market. */
export async function openYahoo(options: YahooOptions): Promise<YahooStandIn> {
  const yahoo = new YahooStandIn(options);
  await yahoo.listen(options.port);
  return yahoo;
}

function trending({ symbols }: World): Answer {
  const quotes = symbols.slice(0, 5).map((symbol) => ({ symbol }));
  const result = [{ count: quotes.length, quotes, jobTimestamp: 0, startInterval: 0 }];
  return json({ finance: { result, error: null } });
}

/** Nothing of this market has options: the answer as it is for such instruments. */
function options(listed: Listed | undefined, market: Market): Answer {
  const at = listed && market.snapshot(listed);
  const chain = at && {
    underlyingSymbol: listed.symbol,
    expirationDates: [],
    strikes: [],
    hasMiniOptions: false,
    quote: rowOf(listed, at, market),
    options: [],
  };
  return json({ optionChain: { result: chain ? [chain] : [], error: null } });
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const host = String(request.headers["x-forwarded-host"] ?? request.headers.host ?? "");
  const url = new URL(request.url ?? "/", `https://${host}`);
  const cookies = (request.headers.cookie ?? "").split("; ").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)] as const] : [];
  });
  return {
    method: request.method ?? "GET",
    host,
    path: url.pathname,
    query: url.searchParams,
    cookies: new Map(cookies),
    body: await readBody(request),
  };
}
