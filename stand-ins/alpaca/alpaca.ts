import type { IncomingMessage, ServerResponse } from "node:http";
import { type Clock, systemClock } from "#core/model";
import {
  answerWithFault,
  type LoopbackServer,
  readBody,
  seeded,
  serveOnLoopback,
} from "../loopback/index.ts";
import { CallBudget } from "./call-budget.ts";
import { Engine } from "./engine.ts";
import { AlpacaRefusal, refusals } from "./errors.ts";
import { type Fault, FaultQueue } from "./faults.ts";
import type { Listed } from "./listing.ts";
import { Market, type MarketPlan } from "./market/market.ts";
import { isMarketPath } from "./market/market-desk.ts";
import { MarketStream } from "./market/market-stream.ts";
import { bodyOf, type ReceivedCall } from "./received-call.ts";
import { type Answer, answerCall, type Call, type RouteDeps } from "./routes.ts";
import { TradingStream } from "./trading-stream.ts";
import type { OrderRequest, StandInQuote, TradeUpdate, WireOrder } from "./wire.ts";

export interface AlpacaOptions extends MarketPlan {
  /** Decides every id. */
  seed?: number;
  clock?: Clock;
  key?: { id: string; secret: string };
  cash?: string;
  /** Calls a minute. */
  rateLimit?: number;
  assets?: Listed;
  port?: number;
  /** Ticks by itself so often, ms, as a market does; never unless told. */
  tickMs?: number;
}

export const STAND_IN_KEY = { id: "PKSTANDIN0000000001", secret: "stand-in-secret-that-opens-nothing" };

/** An Alpaca paper account of one's own on 127.0.0.1: trading REST, the order stream, and faults on demand. */
export class AlpacaStandIn {
  readonly engine: Engine;
  readonly stream: TradingStream;
  /** Bars, trades, quotes, news and the rest: REST and stream. */
  readonly market: Market;
  readonly calls: ReceivedCall[] = [];
  /** How much older than now the lists of orders and positions are, ms. */
  readonly lag = { ordersMs: 0, positionsMs: 0 };
  /** Ids of orders that lists leave out. */
  readonly hidden = new Set<string>();
  /** The key has been revoked: everything answers 401. */
  isRevoked = false;
  /** Updates are told before the call that caused them is answered. */
  tellsFirst = false;
  readonly #options: AlpacaOptions;
  readonly #clock: Clock;
  readonly #faults = new FaultQueue();
  readonly #looks = new Set<() => void>();
  readonly #pastPositions: { atMs: number; rows: Record<string, unknown>[] }[] = [];
  readonly #budget: { trading: CallBudget; data: CallBudget };
  #served: LoopbackServer | null = null;
  #ticking: NodeJS.Timeout | undefined;

  constructor(options: AlpacaOptions) {
    const { seed = 1, clock = systemClock, cash = "100000", assets, rateLimit = 200 } = options;
    this.#options = options;
    this.#clock = clock;
    this.#budget = { trading: new CallBudget(rateLimit, clock), data: new CallBudget(rateLimit, clock) };
    this.engine = new Engine({ clock, random: seeded(seed), cash, ...assets }, (update) =>
      this.#tell(update),
    );
    const isKey = (id: unknown, secret: unknown) =>
      !this.isRevoked && id === this.#key.id && secret === this.#key.secret;
    this.stream = new TradingStream(isKey, () => this.#changed());
    const nowMs = () => clock.now().getTime();
    this.market = new Market({ ...options, seed, nowMs, isKey, onChange: () => this.#changed() });
  }

  async listen(port = 0): Promise<void> {
    this.#served = await serveOnLoopback((request, response) => this.#answer(request, response), port);
    if (this.#options.tickMs) this.#ticking = setInterval(() => this.tick(), this.#options.tickMs);
    this.#served.server.on("upgrade", (request, socket, head) => {
      const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
      if (pathname === "/stream") this.stream.upgrade(request, socket, head);
      else if (MarketStream.isPath(pathname)) this.market.stream.upgrade(request, socket, head, pathname);
      else socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n");
    });
  }

  /** What the client is told instead of https://paper-api.alpaca.markets. */
  get url(): string {
    if (!this.#served) throw new Error("the stand-in does not listen yet");
    return this.#served.url;
  }

  /** The next calls of this kind, such as "POST /v2/orders" or "*", meet this fault. */
  fail(call: string, fault: Fault, times = 1): void {
    this.#faults.add(call, fault, times);
  }

  /** No more faults of any kind, and what hangs is broken off. */
  heal(): void {
    this.#faults.clear();
    this.stream.heal();
    this.market.heal();
    this.lag.ordersMs = 0;
    this.lag.positionsMs = 0;
    this.hidden.clear();
    this.isRevoked = false;
    this.engine.holdsChanges = false;
  }

  /** The market moves; whatever it reaches trades. */
  setQuote(
    symbol: string,
    bid: string,
    ask: string,
    sizes: Pick<StandInQuote, "bidSize" | "askSize"> = {},
  ): void {
    this.engine.setQuote(symbol, { bid, ask, ...sizes });
  }

  /** The clock has been moved: sessions change, orders expire, the market goes on. */
  tick(): void {
    this.engine.tick();
    this.market.tick();
  }

  /** Somebody else, or a person in the vendor's own app, sends an order. */
  placeByHand(order: OrderRequest): WireOrder {
    const taken = this.engine.take(order);
    this.engine.route(taken);
    return taken.toWire(true);
  }

  /** The order under a client id, legs inside; null when it never arrived. */
  order(clientOrderId: string): WireOrder | null {
    return this.engine.byClientId(clientOrderId)?.toWire(true) ?? null;
  }

  /** How many orders were ever taken under a client id. */
  takenCount(clientOrderId: string): number {
    return this.engine.orders.filter(({ wire }) => wire.client_order_id === clientOrderId).length;
  }

  /** How often a call was received. */
  countOf(method: string, path: string): number {
    return this.calls.filter((call) => call.method === method && call.path === path).length;
  }

  /** A paper account is reset: no orders, no positions. */
  wipe(): void {
    this.engine.orders.length = 0;
    this.engine.activities.length = 0;
    this.engine.holdings.wipe(this.#options.cash ?? "100000");
  }

  /** Waits for something to become true; looks again at each call, frame and connection. */
  until<T>(look: () => T | undefined | null | false): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = look();
        if (!found) return;
        this.#looks.delete(check);
        resolve(found);
      };
      this.#looks.add(check);
      check();
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    this.#faults.clear();
    this.stream.close();
    this.market.close();
    await this.#served?.close();
  }

  get #key() {
    return this.#options.key ?? STAND_IN_KEY;
  }

  #changed(): void {
    for (const look of [...this.#looks]) look();
  }

  #tell(update: TradeUpdate): void {
    const rows = this.engine.holdings.positions((symbol) => this.engine.heldForOrders(symbol));
    this.#pastPositions.push({ atMs: this.#clock.now().getTime(), rows });
    this.stream.tell(update);
    this.#changed();
  }

  #positions(): Record<string, unknown>[] {
    if (this.lag.positionsMs === 0)
      return this.engine.holdings.positions((symbol) => this.engine.heldForOrders(symbol));
    const until = this.#clock.now().getTime() - this.lag.positionsMs;
    return this.#pastPositions.findLast(({ atMs }) => atMs <= until)?.rows ?? [];
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const body = bodyOf(await readBody(request));
    const call = {
      method: request.method ?? "GET",
      path: url.pathname.replace(/^\/v2/, ""),
      query: url.searchParams,
      body,
    };
    if (isMarketPath(url.pathname) || url.pathname.startsWith("/v2/assets"))
      return this.#answerMarket(request, response, call, url.pathname);
    const fault = this.#faults.take(`${call.method} ${url.pathname}`);
    const isDoneFirst = !fault || fault.isDone === true;
    let answer = isDoneFirst ? this.#work(request, call) : null;
    if (answer && this.tellsFirst) answer.afterwards?.();
    this.calls.push({
      method: call.method,
      path: url.pathname,
      body,
      outcome: fault?.kind ?? answer?.status ?? 0,
    });
    if (!fault || (await this.#faults.suffer(fault, request, response))) {
      answer ??= this.#work(request, call);
      this.#write(response, answer);
    }
    if (answer && !(isDoneFirst && this.tellsFirst)) answer.afterwards?.();
    this.#changed();
  }

  async #answerMarket(
    request: IncomingMessage,
    response: ServerResponse,
    call: Call,
    path: string,
  ): Promise<void> {
    const outcome = await answerWithFault(this.market.faults, request, response, () => {
      const { status, body } = this.#work(request, call);
      return { status, headers: this.#headers(this.#budget.data), body: JSON.stringify(body) };
    });
    this.calls.push({ method: call.method, path, body: Object.fromEntries(call.query), outcome });
    this.#changed();
  }

  #work(request: IncomingMessage, call: Call): Answer {
    try {
      const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
      // Coins' data is public: the official client sends no key for it.
      if (!pathname.startsWith("/v1beta3/crypto/") && !this.#isIn(request)) throw refusals.unauthorized();
      const budget = isMarketPath(pathname) ? this.#budget.data : this.#budget.trading;
      if (!budget.spend()) throw refusals.tooMany();
      if (isMarketPath(pathname))
        return { status: 200, body: this.market.answer(call.method, pathname, call.query) };
      if (!pathname.startsWith("/v2/")) throw refusals.notFound();
      return answerCall(this.#routeDeps(), call);
    } catch (error) {
      if (!(error instanceof AlpacaRefusal)) throw error;
      return { status: error.status, body: error.body };
    }
  }

  #routeDeps(): RouteDeps {
    return {
      engine: this.engine,
      clock: this.#clock,
      lag: this.lag,
      hidden: this.hidden,
      positions: () => this.#positions(),
      world: this.market.world,
      accountId: "5f0c6a54-1111-4c2e-9a6b-0c7d1c2b3a4d",
    };
  }

  #isIn({ headers }: IncomingMessage): boolean {
    const { id, secret } = this.#key;
    return !this.isRevoked && headers["apca-api-key-id"] === id && headers["apca-api-secret-key"] === secret;
  }

  #write(response: ServerResponse, { status, body }: Answer): void {
    response.writeHead(status, {
      ...(body === null ? {} : { "content-type": "application/json; charset=UTF-8" }),
      ...this.#headers(this.#budget.trading),
    });
    response.end(body === null ? undefined : JSON.stringify(body));
  }

  #headers(budget: CallBudget): Record<string, string> {
    return {
      "x-request-id": this.engine.stamps.id().replaceAll("-", ""),
      ...budget.headers,
    };
  }
}

/** Opens a paper account with $100,000 unless told otherwise. */
export async function openAlpaca(options: AlpacaOptions = {}): Promise<AlpacaStandIn> {
  const alpaca = new AlpacaStandIn(options);
  await alpaca.listen(options.port);
  return alpaca;
}
