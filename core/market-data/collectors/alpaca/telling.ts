import type { Finding, Instant, Source } from "#core/model";

export const COLLECTOR = "alpaca";
/** As people write it. */
export const VENDOR = "Alpaca";
/** How much later than it happened the feed without a subscription tells. */
export const DELAY_MS = { iex: 0, sip: 0, delayed_sip: 15 * 60_000 } as const;

/** In whose name and when facts are told. */
export interface Telling {
  source: Source;
  receivedAt: Instant;
  /** How much later than it happened the feed tells, ms. */
  delayMs: number;
}

/** What one answer came to. */
export interface Told<Fact> {
  facts: Fact[];
  findings: Finding[];
}

export type Remark = Pick<Finding, "check" | "severity" | "topic" | "subject" | "detail"> &
  Partial<Pick<Finding, "interval" | "from" | "to">>;

export function finding(remark: Remark, foundAt: Instant): Finding {
  return {
    interval: null,
    from: null,
    to: null,
    ...remark,
    subject: remark.subject.slice(0, 200),
    detail: remark.detail.slice(0, 1_000),
    collector: COLLECTOR,
    foundAt,
  };
}

/** A row that cannot be read whole: which, and what is wrong with it. */
export const unreadable = (
  topic: string,
  subject: string,
  why: string,
  row: unknown,
  { receivedAt }: Telling,
): Finding => {
  const seen = (JSON.stringify(row) ?? String(row)).slice(0, 300);
  return finding(
    { check: "unreadable", severity: "error", topic, subject, detail: `${why} in ${seen}` },
    receivedAt,
  );
};

export const instant = (ms: number): Instant => new Date(ms).toISOString();

/** When a fact was public: when it happened, and on a feed that lags so much later. */
export const knownAt = (occurredMs: number, { delayMs }: Telling): Instant => instant(occurredMs + delayMs);
