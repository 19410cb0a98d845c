import { PriceBand, TradingStatus } from "#core/model";
import type { Subject } from "./read-prices.ts";
import { COLLECTOR, instant, knownAt, type Telling, type Told, unreadable } from "./telling.ts";

/** A halt or resumption as the stream tells it; the tape says whose codes these are. */
export interface HeardStatus {
  statusCode?: string | undefined;
  statusMessage?: string | undefined;
  reasonCode?: string | undefined;
  reasonMessage?: string | undefined;
  timestamp: Date;
}

export interface HeardBand {
  limitUpPrice: number;
  limitDownPrice: number;
  indicator?: string | undefined;
  timestamp: Date;
}

/** Trading goes on: T of Nasdaq's tape, 3 of the other two. */
const RESUMED = new Set(["T", "3"]);
/** Imbalances and the short-sale restriction, which neither stop nor resume trading. */
const NO_HALT = new Set(["7", "8", "9", "A", "C", "D", "E"]);
/** The band's indicator while a name is halted or paused. */
const SUSPENDED = "D";

/** A halt, or its end. A code nobody here knows counts as a halt: doubt stops the order. */
export function readStatus(heard: HeardStatus, of: Subject, telling: Telling): Told<TradingStatus> {
  const { statusCode: code = "", statusMessage, reasonCode, reasonMessage, timestamp } = heard;
  if (NO_HALT.has(code)) return { facts: [], findings: [] };
  const words = [statusMessage, reasonMessage ?? reasonCode].filter((word) => word?.trim());
  return told(
    "statuses",
    TradingStatus,
    { state: RESUMED.has(code) ? "trading" : "halted", code, reason: words.join(": ").slice(0, 300) },
    { heard, at: timestamp, of, telling },
  );
}

/** The prices a name may trade between, until the next ones are told. */
export function readBand(heard: HeardBand, of: Subject, telling: Telling): Told<PriceBand> {
  const { limitUpPrice: upper, limitDownPrice: lower, indicator, timestamp } = heard;
  return told(
    "bands",
    PriceBand,
    { lower, upper, isSuspended: indicator === SUSPENDED },
    { heard, at: timestamp, of, telling },
  );
}

interface Said {
  heard: object;
  at: Date;
  of: Subject;
  telling: Telling;
}

/** The fact, or a finding that says which message could not be read. */
function told<Fact>(
  topic: string,
  schema: {
    safeParse(
      value: unknown,
    ):
      | { success: true; data: Fact }
      | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
  },
  values: object,
  { heard, at, of, telling }: Said,
): Told<Fact> {
  const atMs = at.getTime();
  const why = Number.isNaN(atMs)
    ? "its time cannot be read"
    : atMs > of.presentMs
      ? "it is of the future"
      : null;
  if (why) return { facts: [], findings: [unreadable(topic, of.symbol, why, heard, telling)] };
  const common = { symbol: of.symbol, source: telling.source, collector: COLLECTOR };
  const dated = { occurredAt: instant(atMs), knownAt: knownAt(atMs, telling) };
  const read = schema.safeParse({ ...values, ...common, ...dated });
  if (read.success) return { facts: [read.data], findings: [] };
  const [issue] = read.error.issues;
  const detail = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unreadable"}`;
  return { facts: [], findings: [unreadable(topic, of.symbol, detail, heard, telling)] };
}
