import type { streaming } from "@alpacahq/alpaca-trade-api";
import type { Clock, FactBatch } from "#core/model";
import { type Page, VendorError, type VendorHealth, type Wish } from "../../../collector.ts";
import { realSleep, trouble } from "../../vendor-call/index.ts";
import { finding, instant, type Telling, VENDOR } from "../telling.ts";
import { type Feed, Hearing } from "./hearing.ts";
import { LASTING } from "./lasting-refusals.ts";
import { Look } from "./look.ts";
import { tellMissed } from "./missed.ts";
import { Pending } from "./pending.ts";
import type { LineTimings } from "./timings.ts";
import { Watch } from "./watch.ts";

export interface FeedLineOptions {
  feed: Feed;
  stream: streaming.MarketDataStream;
  clock: Clock;
  timings: LineTimings;
  telling(): Telling;
  collect(wish: Wish, signal: AbortSignal): AsyncIterable<Page>;
  told(page: Page): void;
  log(line: string): void;
}

type State = "opening" | "catching-up" | "live" | "down" | "refused" | "closed";

/** Facts that wait while what came before them is asked for; beyond that it is asked for once more. */
const MAX_WAITING = 20_000;

/** One connection to one of Alpaca's streams. It connects again for ever, and what it missed is told before anything newer. */
export class FeedLine {
  readonly #options: FeedLineOptions;
  readonly #pending = new Pending();
  readonly #hearing: Hearing;
  readonly #look: Look;
  readonly #watch: Watch;
  #state: State = "opening";
  /** Up to then everything has been told. */
  #heardMs: number;
  /** Since then without a gap. */
  #wholeMs = Number.POSITIVE_INFINITY;
  #waiting: FactBatch[] = [];
  #waitingCount = 0;
  #hasOverflowed = false;
  #isFlushDue = false;
  #catching = new AbortController();
  #answeredAt: string | null = null;
  #trouble: string | null = null;
  #lookTimer: NodeJS.Timeout | undefined;
  #watchTimer: NodeJS.Timeout | undefined;
  #connectTimer: NodeJS.Timeout | undefined;
  #isLooking = false;
  #refusal: VendorError | null = null;
  /** Ends the wait for the line to open. */
  readonly #opened = new AbortController();

  constructor(options: FeedLineOptions) {
    this.#options = options;
    this.#heardMs = options.clock.now().getTime();
    const { feed, stream, telling, collect, timings } = options;
    const { statuses = [], bands = [] } = feed.wish;
    this.#watch = new Watch(
      statuses.filter((symbol) => bands.includes(symbol)),
      timings.pingMs + timings.pongMs,
    );
    const into = { pending: this.#pending, watch: this.#watch };
    this.#hearing = new Hearing(feed.kind, into, telling, () => this.#flushSoon());
    this.#look = new Look(feed.wish, collect);
    this.#hearing.attach(stream, feed.wish);
    stream.on("subscription", () => this.#subscribed());
    stream.onDisconnect(() => this.#disconnected());
    stream.onError((words) => this.#failed(words));
  }

  /** @throws VendorError where Alpaca refuses for good; a network that is down it waits out by itself */
  async open(): Promise<void> {
    const { stream, timings } = this.#options;
    stream.connect();
    this.#lookTimer = setInterval(() => void this.#lookOnce(), timings.lookMs);
    this.#watchTimer = setInterval(() => this.#tellWatch(), timings.watchMs);
    await realSleep(timings.openMs, this.#opened.signal);
    if (this.#refusal) throw this.#refusal;
  }

  health(): VendorHealth {
    const name = this.#options.feed.kind;
    const answeredAt = this.#answeredAt;
    if (this.#state === "live" && this.#trouble === null)
      return { status: "ok", detail: `The ${name} stream is listening.`, answeredAt };
    const words = this.#trouble === null ? "" : `: ${this.#trouble.replace(/\.+$/, "")}`;
    const status = this.#state === "live" || this.#state === "catching-up" ? "warning" : "failed";
    return { status, detail: `The ${name} stream is ${this.#state}${words}.`, answeredAt };
  }

  close(): void {
    this.#state = "closed";
    clearInterval(this.#lookTimer);
    clearInterval(this.#watchTimer);
    clearTimeout(this.#connectTimer);
    this.#catching.abort();
    this.#opened.abort();
    this.#options.stream.disconnect();
  }

  get #nowMs(): number {
    return this.#options.clock.now().getTime();
  }

  #subscribed(): void {
    if (this.#state === "closed" || this.#state === "live" || this.#state === "catching-up") return;
    const isFirst = this.#state === "opening";
    this.#watch.begin(this.#nowMs);
    this.#trouble = null;
    if (!isFirst) {
      void this.#catchUp();
      return;
    }
    this.#heardMs = this.#nowMs;
    this.#beLive();
    void this.#beginBooks();
  }

  #beLive(): void {
    this.#state = "live";
    this.#wholeMs = this.#heardMs;
    this.#answeredAt = instant(this.#nowMs);
    this.#opened.abort();
    this.#tellWatch();
  }

  #disconnected(): void {
    if (this.#state === "closed" || this.#state === "refused") return;
    if (this.#state === "live") this.#flush();
    this.#catching.abort();
    this.#catching = new AbortController();
    this.#waiting = [];
    this.#waitingCount = 0;
    this.#hearing.books.forget();
    this.#watch.end();
    if (this.#state !== "opening") this.#state = "down";
  }

  #failed(words: string): void {
    this.#trouble = words.slice(0, 200);
    this.#options.log(`Alpaca's ${this.#options.feed.kind} stream: ${this.#trouble}`);
    const lasting = LASTING[words];
    if (lasting) {
      this.#state = "refused";
      const what = `Alpaca's ${this.#options.feed.kind} stream says: ${words}.`;
      this.#refusal = trouble(VENDOR, lasting.fault, what, { why: lasting.why });
      this.#opened.abort();
      this.#remark("left-out", "error", `The stream was refused: ${words}. ${lasting.why}`);
      this.#options.stream.disconnect();
    } else if (words === "slow client")
      this.#remark("stream-gap", "warning", "Alpaca ended the stream because it was read too slowly.");
    else if (words === "auth timeout" || words === "not authenticated") this.#reconnectLater();
    else if (words.startsWith("failed to ") && this.#state === "live") {
      this.#watch.begin(this.#nowMs);
      this.#remark("unreadable", "error", `A message of the stream cannot be read: ${words}.`);
      void this.#catchUp();
    }
  }

  /** The client gives up after these; they may pass. */
  #reconnectLater(): void {
    clearTimeout(this.#connectTimer);
    this.#connectTimer = setTimeout(() => {
      if (this.#state !== "closed") this.#options.stream.connect();
    }, this.#options.timings.reconnectMs);
  }

  /** Everything of one frame is told together. */
  #flushSoon(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#isFlushDue = false;
    if (this.#pending.size === 0) return;
    const size = this.#pending.size;
    const batch = this.#pending.take(instant(this.#nowMs));
    if (this.#state === "live") {
      this.#heardMs = this.#nowMs;
      this.#answeredAt = batch.receivedAt;
      this.#tell(batch);
    } else if (this.#state === "catching-up") this.#wait(batch, size);
  }

  #wait(batch: FactBatch, size: number): void {
    this.#waitingCount += size;
    this.#hasOverflowed ||= this.#waitingCount > MAX_WAITING;
    if (this.#hasOverflowed) this.#waiting = [];
    else this.#waiting.push(batch);
  }

  #tell(facts: FactBatch): void {
    this.#look.note(facts);
    this.#options.told({ facts, next: null });
  }

  /** Tells what was missed, then what waited meanwhile, and is live again. */
  async #catchUp(): Promise<void> {
    this.#state = "catching-up";
    const { signal } = this.#catching;
    const { feed, collect } = this.#options;
    const gapMs = this.#heardMs;
    const missed = { wish: feed.wish, collect, tell: (facts: FactBatch) => this.#tell(facts) };
    let count = 0;
    do {
      const toMs = this.#nowMs;
      this.#hasOverflowed = false;
      this.#waitingCount = 0;
      const told = await tellMissed(missed, { fromMs: this.#heardMs, toMs }, signal).catch(
        (error: unknown) => {
          this.#trouble = error instanceof VendorError ? error.parts.what : String(error);
          return null;
        },
      );
      if (signal.aborted) return;
      if (told !== null) this.#heardMs = toMs;
      else await realSleep(this.#options.timings.retryMs, signal);
      if (signal.aborted) return;
      this.#hasOverflowed ||= told === null;
      count += told ?? 0;
    } while (this.#hasOverflowed);
    this.#trouble = null;
    const again = `${instant(gapMs)} to ${instant(this.#heardMs)}; ${count} facts were asked for again.`;
    this.#remark("stream-gap", "info", `The ${feed.kind} line was down from ${again}`, gapMs);
    for (const batch of this.#waiting.splice(0)) this.#tell(batch);
    this.#beLive();
    this.#flush();
    await this.#beginBooks();
  }

  #remark(
    check: "stream-gap" | "unreadable" | "left-out",
    severity: "info" | "warning" | "error",
    detail: string,
    fromMs: number | null = null,
  ): void {
    const { kind } = this.#options.feed;
    const receivedAt = instant(this.#nowMs);
    const span = fromMs === null ? {} : { from: instant(fromMs), to: receivedAt };
    const remark = finding(
      { check, severity, topic: `${kind}-stream`, subject: "", detail, ...span },
      receivedAt,
    );
    this.#options.told({ facts: { receivedAt, findings: [remark] }, next: null });
  }

  /** Told only while everything heard before has been told. */
  #tellWatch(): void {
    if (this.#state !== "live") return;
    this.#flush();
    const nowMs = this.#nowMs;
    const watches = this.#watch.certain(nowMs, this.#options.telling());
    if (watches.length > 0)
      this.#options.told({ facts: { receivedAt: instant(nowMs), watches }, next: null });
  }

  async #lookOnce(): Promise<void> {
    if (this.#state !== "live" || this.#isLooking) return;
    this.#isLooking = true;
    const { signal } = this.#catching;
    try {
      for (const batch of await this.#look.missing(this.#nowMs, this.#wholeMs, signal))
        if (this.#state === "live") this.#tell(batch);
      await this.#beginBooks();
      if (this.#state === "live") this.#trouble = null;
    } catch (error) {
      if (!signal.aborted) this.#trouble = error instanceof VendorError ? error.parts.what : String(error);
    } finally {
      this.#isLooking = false;
    }
  }

  /** Books the stream has not begun, or lost the thread of, are asked for. */
  async #beginBooks(): Promise<void> {
    const symbols = this.#hearing.books.unknown(this.#options.feed.wish.books ?? []);
    if (symbols.length === 0) return;
    try {
      for await (const { facts } of this.#options.collect(
        { topic: "books", symbols },
        this.#catching.signal,
      )) {
        for (const book of facts.books ?? []) this.#hearing.books.begin(book);
        if (this.#state === "live") this.#tell({ receivedAt: facts.receivedAt, books: facts.books ?? [] });
      }
    } catch (error) {
      this.#trouble = error instanceof VendorError ? error.parts.what : String(error);
    }
  }
}
