import type { Clock, Source } from "#core/model";
import {
  type CollectOptions,
  type Collector,
  type Line,
  type ListenWish,
  type Page,
  type Topic,
  VendorError,
  type VendorHealth,
  type Wish,
} from "../../collector.ts";
import { type Sleep, sourceOf, VendorDoor, type VendorDoorOptions } from "../vendor-call/index.ts";
import { Assets } from "./assets.ts";
import { AlpacaClient, HOSTS } from "./client.ts";
import { collectPages } from "./collect.ts";
import { AlpacaLine } from "./line/alpaca-line.ts";
import type { LineTimings } from "./line/timings.ts";
import type { Asking } from "./part.ts";
import { COLLECTOR, DELAY_MS, type Telling, VENDOR } from "./telling.ts";

export interface AlpacaOptions {
  keyId: string;
  secretKey: string;
  clock: Clock;
  /** Alpaca's own address unless told otherwise; at any other everything counts as simulated. */
  dataUrl?: string;
  streamUrl?: string;
  feed?: Asking["feed"];
  /** Calls a minute the plan allows. */
  callsPerMinute?: number;
  /** Rows asked for in one page. */
  pageRows?: number;
  /** Ceiling of one attempt, ms, and how waits are waited. */
  timeoutMs?: number;
  sleep?: Sleep;
  random?: () => number;
  timings?: Partial<LineTimings>;
  log?: (line: string) => void;
}

const MINUTE_MS = 60_000;
const NOTES = {
  iex: "Alpaca's IEX feed: one exchange of many, some two to three percent of the trading.",
  sip: "Alpaca's consolidated feed of all US exchanges.",
  delayed_sip: "Alpaca's consolidated feed of all US exchanges, 15 minutes late.",
  simulated: "A stand-in for Alpaca: every number is made up.",
} as const;

/** Bars, quotes, trades, news, corporate actions and coins' books from Alpaca, by asking and by listening. */
class AlpacaCollector implements Collector {
  readonly name = COLLECTOR;
  readonly source: Source;
  readonly note: string;
  readonly topics: readonly Topic[] = [
    "bars",
    "quotes",
    "trades",
    "books",
    "articles",
    "actions",
    "profiles",
  ];
  readonly #options: AlpacaOptions & { feed: Asking["feed"] };
  readonly #door: VendorDoor;
  readonly #client: AlpacaClient;
  readonly #assets: Assets;
  readonly #closing = new AbortController();
  readonly #lines = new Set<AlpacaLine>();
  #failure: VendorError | null = null;

  constructor(options: AlpacaOptions) {
    const { dataUrl = `https://${HOSTS.data}`, feed = "iex" } = options;
    this.#options = { ...options, feed };
    this.source = sourceOf(dataUrl, [HOSTS.data], feed === "delayed_sip" ? "delayed" : "live");
    this.note = NOTES[this.source === "simulated" ? "simulated" : feed];
    const { keyId, secretKey } = options;
    const limits = limitsOf(options);
    this.#door = new VendorDoor({ ...limits, baseUrl: dataUrl, ownHosts: [HOSTS.data] });
    this.#client = new AlpacaClient({ keyId, secretKey, fetch: this.#door.fetch });
    this.#assets = new Assets({ ...limits, keyId, secretKey, dataUrl });
  }

  async *collect(wish: Wish, { signal, resume = null }: CollectOptions = {}): AsyncGenerator<Page> {
    const { clock, feed, pageRows = 10_000 } = this.#options;
    const ends = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    try {
      yield* collectPages(wish, {
        client: this.#client,
        assets: this.#assets,
        feed,
        pageRows,
        resume,
        nowMs: clock.now().getTime(),
        signal: ends,
        telling: () => this.#telling(),
      });
      this.#failure = null;
    } catch (error) {
      if (error instanceof VendorError && error.fault !== "canceled" && error.fault !== "bad-request")
        this.#failure = error;
      throw error;
    }
  }

  async listen(wish: ListenWish, told: (page: Page) => void): Promise<Line> {
    const { clock, feed, streamUrl = `wss://${HOSTS.stream}`, timings = {}, log = () => {} } = this.#options;
    const line = new AlpacaLine({
      marketData: this.#client.marketData,
      collect: (part, signal) => this.collect(part, { signal }),
      wish,
      told,
      clock,
      feed,
      streamUrl,
      timings,
      log,
      telling: () => this.#telling(),
      closed: (gone) => this.#lines.delete(gone),
    });
    this.#lines.add(line);
    await line.open();
    return line;
  }

  /** A way that is fine is not enough where what comes over it is no use. */
  health(): VendorHealth {
    const health = this.#door.health();
    if (!this.#failure || health.status !== "ok") return health;
    const status = this.#failure.fault === "unauthorised" ? "failed" : "warning";
    return { ...health, status, detail: this.#failure.parts.what };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#lines].map((line) => line.close()));
  }

  #telling(): Telling {
    const { clock, feed } = this.#options;
    return { source: this.source, receivedAt: clock.now().toISOString(), delayMs: DELAY_MS[feed] };
  }
}

const MAX_ANSWER_BYTES = 20_000_000;

function limitsOf(options: AlpacaOptions): Omit<VendorDoorOptions, "baseUrl" | "ownHosts"> {
  const { clock, sleep, random, keyId, secretKey, callsPerMinute = 200, timeoutMs = 20_000 } = options;
  return {
    vendor: VENDOR,
    limit: { calls: callsPerMinute, perMs: MINUTE_MS },
    timeoutMs,
    attempts: 4,
    breaker: { failures: 12, restMs: 30_000 },
    maxBytes: MAX_ANSWER_BYTES,
    clock,
    secrets: [keyId, secretKey],
    ...(sleep ? { sleep } : {}),
    ...(random ? { random } : {}),
  };
}

/** The way to Alpaca's market data. */
export const alpacaCollector = (options: AlpacaOptions): Collector => new AlpacaCollector(options);
