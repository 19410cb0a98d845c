import type { Clock, FactBatch, Finding, Instant, Source } from "#core/model";
import {
  type CollectOptions,
  type Collector,
  type Page,
  VendorError,
  type VendorHealth,
  type Wish,
} from "../../collector.ts";
import { newYorkTime } from "../../market-calendar/index.ts";
import { sourceOf, trouble, VendorDoor, type VendorDoorOptions } from "../vendor-call/index.ts";
import { COLLECTOR, finding, readObservations, readReleases, type Telling, toSeries } from "./facts.ts";
import { FredCalls, VENDOR } from "./fred-calls.ts";
import { BEGIN, type Place, placeText, readPlace } from "./places.ts";
import { readFredError } from "./read-error.ts";
import { vintageWindows } from "./vintage-windows.ts";

export interface FredCollectorOptions {
  apiKey: string;
  /** A stand-in or a proxy instead of https://api.stlouisfed.org/fred. */
  url?: string;
  clock: Clock;
  /** Rows of one page, 1 to 100,000; the calendar of releases has at most 1,000. */
  pageRows?: number;
  /** Days of publication in one call; FRED takes about 2,000. */
  vintagesPerCall?: number;
  door?: Partial<Pick<VendorDoorOptions, "sleep" | "random" | "timeoutMs" | "attempts">>;
}

const URL_OF_VENDOR = "https://api.stlouisfed.org/fred";
const OWN_HOSTS = ["api.stlouisfed.org"];
/** FRED allows two calls a second. */
const LIMIT = { calls: 1, perMs: 550 };
const THROTTLE_MS = 20_000;
const NOTE = {
  real: "FRED, Federal Reserve Bank of St. Louis: figures as they were first published and revised.",
  simulated: "A stand-in for FRED: names and dates follow the real ones, every number is made up.",
};

type Of<Topic extends Wish["topic"]> = Extract<Wish, { topic: Topic }>;

/** Economic series with all their revisions, and the calendar of releases, from FRED. */
export function fredCollector(options: FredCollectorOptions): Collector {
  return new FredCollector(options);
}

class FredCollector implements Collector {
  readonly name = COLLECTOR;
  readonly source: Source;
  readonly note: string;
  readonly topics = ["series", "observations", "releases"] as const;
  readonly #clock: Clock;
  readonly #door: VendorDoor;
  readonly #calls: FredCalls;
  readonly #pageRows: number;
  readonly #vintagesPerCall: number;
  readonly #closing = new AbortController();

  constructor(options: FredCollectorOptions) {
    const { apiKey, url = URL_OF_VENDOR, clock, pageRows = 10_000, vintagesPerCall = 1_000, door } = options;
    this.#clock = clock;
    this.#pageRows = pageRows;
    this.#vintagesPerCall = vintagesPerCall;
    this.source = sourceOf(url, OWN_HOSTS);
    this.note = this.source === "simulated" ? NOTE.simulated : NOTE.real;
    this.#door = new VendorDoor({
      vendor: VENDOR,
      baseUrl: url,
      ownHosts: OWN_HOSTS,
      limit: LIMIT,
      timeoutMs: 30_000,
      attempts: 3,
      maxBytes: 32_000_000,
      clock,
      throttleMs: THROTTLE_MS,
      headers: () => ({ "User-Agent": "Quarterdeck/0.1" }),
      // FRED takes its key in no other way.
      secretQuery: () => ({ api_key: apiKey }),
      readError: readFredError,
      // Good keys are called unregistered now and then.
      mayPass: ["unauthorised"],
      ...door,
    });
    this.#calls = new FredCalls(this.#door);
  }

  collect(wish: Wish, { signal, resume }: CollectOptions = {}): AsyncIterable<Page> {
    const place = resume ? readPlace(resume) : BEGIN;
    if (!place) throw refused(`${JSON.stringify(resume)} is no place at which a run could go on.`);
    const both = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    if (wish.topic === "series") return this.#series(wish, place, both);
    if (wish.topic === "observations") return this.#observations(wish, place, both);
    if (wish.topic === "releases") return this.#releases(wish, place, both);
    throw refused(`FRED has no ${wish.topic}.`);
  }

  health(): VendorHealth {
    return this.#door.health();
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }

  async *#series({ seriesIds }: Of<"series">, start: Place, signal: AbortSignal): AsyncGenerator<Page> {
    for (let subject = start.subject; subject < seriesIds.length; subject++) {
      const id = seriesIds[subject] ?? "";
      const facts = await this.#unlessUnknown("series", id, async () => {
        const { row, sinceOn } = await this.#calls.series(id, signal);
        const release = await this.#calls.releaseOf(id, signal);
        const telling = this.#telling();
        const series = toSeries(row, sinceOn, release, telling);
        const odd = `Its frequency ${JSON.stringify(row.frequency_short)} is not known here.`;
        return series
          ? this.#batch({ series: [series] })
          : this.#batch({ findings: [finding("unreadable", "series", id, odd, telling)] });
      });
      yield this.#page(facts, this.#after(subject, seriesIds.length));
    }
  }

  async *#observations(wish: Of<"observations">, start: Place, signal: AbortSignal): AsyncGenerator<Page> {
    const { seriesIds } = wish;
    for (let subject = start.subject; subject < seriesIds.length; subject++) {
      const place = subject === start.subject ? start : { ...BEGIN, subject };
      const last = this.#after(subject, seriesIds.length);
      try {
        yield* this.#observationsOf(seriesIds[subject] ?? "", wish, place, last, signal);
      } catch (error) {
        const facts = this.#batch({
          findings: [this.#unknown("observations", seriesIds[subject] ?? "", error)],
        });
        yield this.#page(facts, last);
      }
    }
  }

  async *#observationsOf(
    id: string,
    { from, to }: Of<"observations">,
    start: Place,
    last: Place | null,
    signal: AbortSignal,
  ): AsyncGenerator<Page> {
    const release = await this.#calls.releaseOf(id, signal);
    const days = await this.#calls.vintages(id, start.untilOn ?? newYorkDay(to), signal);
    const untilOn = days.at(-1) ?? null;
    const windows = vintageWindows(days, this.#vintagesPerCall);
    if (windows.length === 0) yield this.#page(this.#batch({}), last);
    let offset = start.offset;
    for (let index = start.window; index < windows.length; ) {
      const window = windows[index];
      if (!window) return;
      const asked = { startOn: from.slice(0, 10), endOn: to.slice(0, 10), limit: this.#pageRows, offset };
      const { observations: rows, count } = await this.#calls.observations(id, window, asked, signal);
      const facts = readObservations(id, rows, window, release?.name ?? null, this.#telling());
      const hasMore = rows.length > 0 && offset + rows.length < count;
      offset = hasMore ? offset + rows.length : 0;
      if (!hasMore) index++;
      const isLast = index >= windows.length;
      yield this.#page(
        this.#batch(facts),
        isLast ? last : { subject: start.subject, window: index, offset, untilOn },
      );
    }
  }

  async *#releases({ from, to }: Of<"releases">, start: Place, signal: AbortSignal): AsyncGenerator<Page> {
    let { offset } = start;
    let hasMore = true;
    while (hasMore) {
      const paging = { limit: Math.min(1_000, this.#pageRows), offset };
      const answer = await this.#calls.releaseDates(newYorkDay(from), newYorkDay(to), paging, signal);
      const { releases, findings } = readReleases(answer.release_dates, this.#telling());
      offset += answer.release_dates.length;
      hasMore = answer.release_dates.length > 0 && offset < answer.count;
      const within = releases.filter(({ occurredAt }) => occurredAt >= from && occurredAt <= to);
      yield this.#page(this.#batch({ releases: within, findings }), hasMore ? { ...BEGIN, offset } : null);
    }
  }

  async #unlessUnknown(topic: string, id: string, ask: () => Promise<FactBatch>): Promise<FactBatch> {
    try {
      return await ask();
    } catch (error) {
      return this.#batch({ findings: [this.#unknown(topic, id, error)] });
    }
  }

  /** @throws whatever says something else than that there is no such series */
  #unknown(topic: string, id: string, error: unknown): Finding {
    const isAnswer =
      error instanceof VendorError && (error.fault === "not-found" || /series_id/.test(error.parts.why));
    if (!isAnswer) throw error;
    return finding("left-out", topic, id, error.parts.why, this.#telling());
  }

  #telling(): Telling {
    return { source: this.source, receivedAt: this.#clock.now().toISOString() };
  }

  #batch(facts: Omit<FactBatch, "receivedAt">): FactBatch {
    return { receivedAt: this.#clock.now().toISOString(), ...facts };
  }

  #page(facts: FactBatch, next: Place | null): Page {
    return { facts, next: next && placeText(next) };
  }

  #after(subject: number, count: number): Place | null {
    return subject + 1 < count ? { ...BEGIN, subject: subject + 1 } : null;
  }
}

const newYorkDay = (at: Instant): string => newYorkTime(new Date(at)).date;

const refused = (what: string): VendorError =>
  trouble(VENDOR, "bad-request", what, { why: "Nothing was asked of FRED." });
