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
import { wallMs } from "#stand-ins/world";
import { type FredSeries, SERIES } from "./catalogue.ts";
import { badRequest, FredRefusal, fredJson } from "./errors.ts";
import { releaseOf } from "./lists.ts";
import { addDays, fredDay } from "./periods.ts";
import { OPEN_END, type Publication, publicationsOf } from "./publications.ts";
import { answerRoute } from "./routes.ts";

export interface FredOptions {
  seed?: number;
  clock: Clock;
  port?: number;
  key?: string;
  /** Calls allowed in a time; 120 a minute unless told otherwise. */
  limit?: { calls: number; perMs: number };
}

export const STAND_IN_FRED_KEY = "abcdefghijklmnopqrstuvwxyz012345";

/** A FRED of one's own on 127.0.0.1: a handful of series with all their revisions, and the calendar of releases. */
export class FredStandIn {
  /** Every call, in the order received; keys are left out. */
  readonly calls: HttpCall[] = [];
  /** The key has been revoked: every call says that it is not registered. */
  isRevoked = false;
  readonly #options: FredOptions;
  readonly #faults = new FaultQueue();
  #spent: number[] = [];
  #badKeys = 0;
  #served: LoopbackServer | null = null;

  constructor(options: FredOptions) {
    this.#options = options;
  }

  async listen(port = 0): Promise<void> {
    this.#served = await serveOnLoopback((request, response) => this.#serve(request, response), port);
  }

  /** What the client is told instead of https://api.stlouisfed.org/fred. */
  get url(): string {
    if (!this.#served) throw new Error("the stand-in is not listening");
    return `${this.#served.url}/fred`;
  }

  /** The next calls whose "METHOD /path?query" holds `match` ("*": any) meet this fault. */
  fail(match: string, fault: HttpFault, times = 1): void {
    this.#faults.fail(match, fault, times);
  }

  /** Good keys are called unregistered so many times, as FRED does under load. */
  doubtKey(times = 1): void {
    this.#badKeys = times;
  }

  /** No more faults, and what hangs is broken off. */
  heal(): void {
    this.#faults.clear();
    this.isRevoked = false;
    this.#badKeys = 0;
  }

  /** Everything published of a series until now, by period and then by day; what follows is not known yet. */
  published(id: string): Publication[] {
    const series = SERIES.find((one) => one.id === id);
    if (!series) return [];
    const nowMs = this.#options.clock.now().getTime();
    const minute = releaseOf(series.releaseId)?.minute ?? 0;
    const isOut = (day: string): boolean => wallMs(day, 0, minute) <= nowMs;
    return this.#history(series)
      .filter(({ startsOn }) => isOut(startsOn))
      .map((one) => {
        const isReplaced = one.endsOn !== OPEN_END && isOut(addDays(one.endsOn, 1));
        return { ...one, endsOn: isReplaced ? one.endsOn : OPEN_END };
      });
  }

  /** Days on which a release has figures, past and future, oldest first. */
  releaseDays(releaseId: number): string[] {
    const series = SERIES.filter((one) => one.releaseId === releaseId);
    return [...new Set(series.flatMap((one) => this.#history(one).map(({ startsOn }) => startsOn)))].sort();
  }

  close(): Promise<void> {
    this.#faults.clear();
    return this.#served?.close() ?? Promise.resolve();
  }

  #history(series: FredSeries): readonly Publication[] {
    return publicationsOf(this.#options.seed ?? 1, series);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const { api_key: _, ...query } = Object.fromEntries(url.searchParams);
    const call: HttpCall = { method: request.method ?? "GET", path: url.pathname, query, outcome: 0 };
    this.calls.push(call);
    call.outcome = await answerWithFault(this.#faults, request, response, () => this.#answer(url));
  }

  #answer({ pathname, searchParams: query }: URL): HttpAnswer {
    try {
      this.#spend();
      this.#admit(query);
      const today = fredDay(this.#options.clock.now().getTime());
      const body = answerRoute(this, pathname.replace(/^\/fred/, ""), query, today);
      if (query.get("file_type") === "json") return { status: 200, body: fredJson(body) };
      return { status: 200, headers: { "content-type": "text/xml; charset=UTF-8" }, body: xmlOf(pathname) };
    } catch (error) {
      if (error instanceof FredRefusal) return error.toAnswer();
      throw error;
    }
  }

  #spend(): void {
    const { limit = { calls: 120, perMs: 60_000 }, clock } = this.#options;
    const nowMs = clock.now().getTime();
    this.#spent = this.#spent.filter((atMs) => atMs > nowMs - limit.perMs);
    if (this.#spent.length >= limit.calls)
      throw new FredRefusal(429, "Too Many Requests.  Exceeded Rate Limit");
    this.#spent.push(nowMs);
  }

  #admit(query: URLSearchParams): void {
    const key = query.get("api_key");
    const more = "Read https://fred.stlouisfed.org/docs/api/api_key.html for more information.";
    if (!key) throw badRequest(`Variable api_key is not set.  ${more}`);
    if (!/^[a-z0-9]{32}$/.test(key))
      throw badRequest(
        `The value for variable api_key is not a 32 character alpha-numeric lower-case string.  ${more}`,
      );
    const isDoubted = this.#badKeys > 0 && this.#badKeys-- > 0;
    if (isDoubted || this.isRevoked || key !== (this.#options.key ?? STAND_IN_FRED_KEY))
      throw badRequest(`The value for variable api_key is not registered.  ${more}`);
  }
}

/** What comes to whoever forgets file_type=json: something of the kind, enough not to be JSON. */
const xmlOf = (pathname: string): string =>
  `<?xml version="1.0" encoding="utf-8" ?>\n<${pathname.split("/").pop() ?? "fred"} file_type="xml"></${pathname.split("/").pop() ?? "fred"}>\n`;

/** Opens a FRED on loopback; the same seed publishes the same figures. */
export async function openFred(options: FredOptions): Promise<FredStandIn> {
  const fred = new FredStandIn(options);
  await fred.listen(options.port);
  return fred;
}
