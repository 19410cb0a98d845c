import { type FactBatch, type Instant, type Interval, OperatorError, type Source } from "#core/model";

/** Kinds of facts a vendor may have. */
export type Topic =
  | "bars"
  | "quotes"
  | "trades"
  | "books"
  | "articles"
  | "actions"
  | "sessions"
  | "profiles"
  | "earnings"
  | "series"
  | "observations"
  | "releases"
  | "search";

/** What is asked of a vendor. Windows are closed at both ends; symbols are ours, the collector translates. */
export type Wish =
  | { topic: "bars"; symbols: readonly string[]; interval: Interval; from: Instant; to: Instant }
  | { topic: "trades"; symbols: readonly string[]; from: Instant; to: Instant }
  /** The newest best bid and offer of each; a window asks for recorded ones. */
  | { topic: "quotes"; symbols: readonly string[]; from?: Instant; to?: Instant }
  | { topic: "books"; symbols: readonly string[] }
  | {
      topic: "articles";
      symbols: readonly string[];
      text?: string;
      headlines?: boolean;
      from: Instant;
      to: Instant;
    }
  | { topic: "actions"; symbols: readonly string[]; from: Instant; to: Instant }
  | { topic: "profiles" | "earnings"; symbols: readonly string[] }
  | { topic: "search"; text: string }
  | { topic: "series"; seriesIds: readonly string[] }
  /** Every value of the periods in the window, in every vintage published by `to`. */
  | { topic: "observations"; seriesIds: readonly string[]; from: Instant; to: Instant }
  | { topic: "releases"; from: Instant; to: Instant };

/** One answer of a vendor in our words. Each page can be stored by itself. */
export interface Page {
  /** What could be read; rows that could not are among its findings, with the reason. */
  facts: FactBatch;
  /** Handed to `collect` again, goes on after this page, in this process or the next; null after the last page. */
  next: string | null;
}

export interface CollectOptions {
  signal?: AbortSignal;
  /** The `next` of the last page held. */
  resume?: string | null;
}

/** How the way to a vendor is. */
export interface VendorHealth {
  status: "ok" | "warning" | "failed";
  detail: string;
  /** When it last answered usefully; null before the first time. */
  answeredAt: Instant | null;
}

/**
 * Where facts come from outside. Nothing is lost: pages that arrived are handed on before an error is thrown, and what
 * an answer left out is a finding. Nothing comes twice: a page told again holds the same facts under the same keys.
 * Nothing is invented: a row that cannot be read whole is a finding, not a guess.
 */
export interface Collector {
  readonly name: string;
  /** live or delayed at the vendor itself; simulated wherever the address is not the vendor's own. */
  readonly source: Source;
  /** What must be said wherever its numbers are shown. */
  readonly note: string;
  readonly topics: readonly Topic[];
  /** @throws VendorError after the pages that arrived */
  collect(wish: Wish, options?: CollectOptions): AsyncIterable<Page>;
  /** Opens a line that tells facts as they happen, where the vendor has one. */
  listen?(wish: ListenWish, told: (page: Page) => void): Promise<Line>;
  health(): VendorHealth;
  close(): Promise<void>;
}

/** What a line should tell. */
export interface ListenWish {
  bars?: readonly string[];
  quotes?: readonly string[];
  trades?: readonly string[];
  books?: readonly string[];
  /** Halts and resumptions, and with `bands` for how long they were heard without a gap. */
  statuses?: readonly string[];
  /** Limit-up limit-down prices. */
  bands?: readonly string[];
  articles?: boolean;
}

/** An open line. What was missed while it was down is asked for and told when it is up again, before anything newer. */
export interface Line {
  health(): VendorHealth;
  close(): Promise<void>;
}

/** Why a vendor's answer cannot be used. */
export type VendorFault =
  | "throttled"
  | "unavailable"
  | "timeout"
  | "truncated"
  | "malformed"
  | "unauthorised"
  | "forbidden"
  | "not-found"
  | "bad-request"
  | "circuit-open"
  | "canceled";

/** A vendor did not answer usefully. Never holds a key, a header or a query with one. */
export class VendorError extends OperatorError {
  constructor(
    readonly vendor: string,
    readonly fault: VendorFault,
    parts: { what: string; why: string; fix: string },
    options: ErrorOptions & { retryAfterMs?: number | null } = {},
  ) {
    super(`VENDOR_${fault.toUpperCase().replaceAll("-", "_")}`, "unavailable", parts, options);
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
  /** How long the vendor asked us to wait, ms; null where it did not say. */
  readonly retryAfterMs: number | null;
}
