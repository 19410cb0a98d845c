import type { Clock } from "#core/model";
import type { VendorError, VendorFault, VendorHealth } from "../../collector.ts";
import { Attempts } from "./attempts.ts";
import { Breaker } from "./breaker.ts";
import { addressOf } from "./hosts.ts";
import { readRateHeaders } from "./rate-headers.ts";
import { parseJson, readWhole, type WholeAnswer } from "./read-answer.ts";
import { withoutSecrets } from "./redact.ts";
import { refusalOf } from "./refusals.ts";
import { send } from "./send.ts";
import { realSleep, type Sleep } from "./sleep.ts";
import { type RateLimit, TokenBucket } from "./token-bucket.ts";
import { trouble } from "./troubles.ts";

export interface VendorDoorOptions {
  vendor: string;
  /** Without a slash at the end; the vendor's own address, or that of a stand-in. */
  baseUrl: string;
  /** The vendor's own hosts; requests to any other are refused. */
  ownHosts: readonly string[];
  limit: RateLimit;
  /** Ceiling of one attempt, from sending to the last byte. */
  timeoutMs: number;
  /** How often a read is tried in all. */
  attempts: number;
  maxBytes: number;
  clock: Clock;
  /** Longest wait before one attempt; what would take longer is an error that says how long. */
  maxWaitMs?: number;
  /** How long to wait after a 429 that does not say. */
  throttleMs?: number;
  breaker?: { failures: number; restMs: number };
  sleep?: Sleep;
  /** Uniform in [0, 1), spreads the waits. */
  random?: () => number;
  headers?: () => Record<string, string>;
  /** Added to every request's query as it is sent; seen by nobody else. */
  secretQuery?: () => Record<string, string>;
  /** Texts that no error may hold. */
  secrets?: readonly string[];
  /** What the vendor's own error body means; null where its status says enough. */
  readError?: (status: number, body: unknown) => { fault: VendorFault; why: string } | null;
  /** Faults that may pass at this vendor though they last at others. */
  mayPass?: readonly VendorFault[];
}

const DEFAULT_BREAKER = { failures: 8, restMs: 30_000 };
const DEFAULT_WAIT_MS = 60_000;
/** What a vendor may never be asked to do twice. */
const isRead = (method: string) => method === "GET" || method === "HEAD";
/** Statuses without a body. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

type Query = Record<string, string | number | undefined>;
interface Call {
  url: URL;
  init: RequestInit;
  signal: AbortSignal | undefined;
}

/** The one way to a vendor: counted, timed, tried again where that is safe, and closed when it fails too often. */
export class VendorDoor {
  readonly #options: VendorDoorOptions;
  readonly #sleep: Sleep;
  readonly #bucket: TokenBucket;
  readonly #breaker: Breaker;
  readonly #attempts: Attempts;
  #answeredAt: string | null = null;
  #failure: VendorError | null = null;

  constructor(options: VendorDoorOptions) {
    const { vendor, clock, baseUrl, ownHosts, limit, breaker = DEFAULT_BREAKER } = options;
    const base = new URL(baseUrl);
    if (ownHosts.includes(base.host) && base.protocol !== "https:")
      throw trouble(vendor, "bad-request", `${base.origin} is not encrypted.`, {
        why: "A key is never sent in the open.",
      });
    this.#options = options;
    this.#sleep = options.sleep ?? realSleep;
    this.#bucket = new TokenBucket(limit, clock);
    this.#breaker = new Breaker({ vendor, clock, ...breaker });
    this.#attempts = new Attempts({
      vendor,
      attempts: options.attempts,
      maxWaitMs: options.maxWaitMs ?? DEFAULT_WAIT_MS,
      sleep: this.#sleep,
      random: options.random ?? Math.random,
      mayPass: options.mayPass ?? [],
    });
  }

  /**
   * For the clients of others. Answers arrive whole; a 429 or 5xx that lasts is a VendorError, any other status is the
   * client's to read. Redirects are handed back, not followed.
   */
  readonly fetch: typeof fetch = async (input, init = {}) => {
    const request = input instanceof Request ? input : null;
    const call: Call = {
      url: new URL(request?.url ?? String(input)),
      init: request ? await initOf(request, init) : init,
      signal: init.signal ?? request?.signal ?? undefined,
    };
    const answer = await this.#run(call, (whole) => whole);
    const headers = new Headers(answer.headers);
    for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
    const body = BODILESS.has(answer.status) ? null : new Uint8Array(answer.bytes);
    return new Response(body, { status: answer.status, headers });
  };

  /**
   * Reads JSON with GET.
   *
   * @param path behind the base address, such as "/everything"
   * @throws VendorError for every other answer
   */
  async getJson(path: string, query: Query = {}, signal?: AbortSignal): Promise<unknown> {
    const url = new URL(`${this.#options.baseUrl.replace(/\/$/, "")}${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const { vendor, readError } = this.#options;
    return this.#run({ url, init: {}, signal }, (whole) => {
      if (whole.status === 200) return parseJson(vendor, whole);
      throw refusalOf(vendor, whole, readError);
    });
  }

  health(): VendorHealth {
    const { vendor } = this.#options;
    const answeredAt = this.#answeredAt;
    if (this.#failure === null) {
      const detail = answeredAt ? `${vendor} answers.` : `${vendor} has not been asked yet.`;
      return { status: "ok", detail, answeredAt };
    }
    const isFailed = this.#breaker.isOpen || this.#failure.fault === "unauthorised";
    return { status: isFailed ? "failed" : "warning", detail: this.#failure.parts.what, answeredAt };
  }

  async #run<Answer>(call: Call, read: (whole: WholeAnswer) => Answer): Promise<Answer> {
    const method = (call.init.method ?? "GET").toUpperCase();
    const attempt = () => this.#attempt(call, read);
    try {
      const answer = await (isRead(method) ? this.#attempts.run(attempt, call.signal) : attempt());
      this.#hasAnswered();
      return answer;
    } catch (error) {
      const clean = this.#clean(error);
      // To say that there is no such thing is an answer; to be asked wrongly is no failure of the vendor's.
      if (clean.fault === "not-found") this.#hasAnswered();
      else if (clean.fault !== "canceled" && clean.fault !== "bad-request") this.#failure = clean;
      throw clean;
    }
  }

  #hasAnswered(): void {
    this.#answeredAt = this.#options.clock.now().toISOString();
    this.#failure = null;
  }

  async #attempt<Answer>(call: Call, read: (whole: WholeAnswer) => Answer): Promise<Answer> {
    const { vendor, headers, secretQuery, timeoutMs, maxBytes, clock } = this.#options;
    const url = new URL(addressOf(this.#options, call.url));
    for (const [name, value] of Object.entries(secretQuery?.() ?? {})) url.searchParams.set(name, value);
    const all = new Headers(call.init.headers);
    for (const [name, value] of Object.entries(headers?.() ?? {})) all.set(name, value);
    // A stand-in plays several hosts of its vendor and must know which is meant.
    if (url.host !== call.url.host) all.set("x-forwarded-host", call.url.host);
    await this.#turn(call.signal);
    return this.#breaker.execute(async () => {
      const init = { ...call.init, headers: all };
      const whole = await send(vendor, url, init, { timeoutMs, signal: call.signal }, (response) => {
        this.#bucket.correct(readRateHeaders(response.headers, clock.now().getTime()));
        return readWhole(vendor, response, maxBytes);
      });
      this.#refuseBusy(whole);
      return read(whole);
    });
  }

  /** Waits for its turn among the calls allowed. */
  async #turn(signal: AbortSignal | undefined): Promise<void> {
    const { vendor, maxWaitMs = DEFAULT_WAIT_MS } = this.#options;
    const waitMs = this.#bucket.take();
    if (waitMs > maxWaitMs) {
      this.#bucket.giveBack();
      const what = `The calls to ${vendor} allowed for now are used up for another ${Math.ceil(waitMs / 1_000)} s.`;
      throw trouble(vendor, "throttled", what, { retryAfterMs: Math.ceil(waitMs) });
    }
    if (waitMs > 0) await this.#sleep(waitMs, signal);
    if (signal?.aborted) {
      this.#bucket.giveBack();
      throw trouble(vendor, "canceled", `The call to ${vendor} was given up.`);
    }
  }

  #refuseBusy(whole: WholeAnswer): void {
    const { vendor, clock, throttleMs = 5_000 } = this.#options;
    if (whole.status !== 429 && whole.status < 500) return;
    const refusal = refusalOf(vendor, whole, this.#options.readError, {
      nowMs: clock.now().getTime(),
      throttleMs,
    });
    if (refusal.fault === "throttled" && refusal.retryAfterMs) this.#bucket.closeFor(refusal.retryAfterMs);
    throw refusal;
  }

  #clean(error: unknown): VendorError {
    const { vendor, secrets = [], secretQuery } = this.#options;
    return withoutSecrets(vendor, error, [...secrets, ...Object.values(secretQuery?.() ?? {})]);
  }
}

/** A Request taken apart, its body read, so that it can be sent to another address. */
async function initOf(request: Request, init: RequestInit): Promise<RequestInit> {
  const body = isRead(request.method) ? undefined : await request.arrayBuffer();
  return { method: request.method, headers: request.headers, body, ...init };
}
