import type { Quote } from "#core/model";
import type { DeskOutput, Freshness } from "../../lib/desk-types.ts";

export type Snapshot = DeskOutput<"getSnapshot">["snapshots"][number];

export interface WatchRow {
  quote: Quote | null;
  /** From the close of the newest whole day; a fraction. */
  change: number | null;
  /** When the newest price happened. */
  at: string | null;
  notes: { word: string; says: string }[];
}

/** A snapshot with the newer of its quote and the one told since; a quote alone where it came first. */
export function watchRow(snapshot: Snapshot | undefined, told: Quote | undefined): WatchRow {
  if (!snapshot) return { quote: told ?? null, change: null, at: told?.occurredAt ?? null, notes: [] };
  const { lastTrade, day, freshness } = snapshot;
  const isNewer = told && (!snapshot.quote || told.occurredAt > snapshot.quote.occurredAt);
  const quote = isNewer ? told : snapshot.quote;
  const isTradeNewer = lastTrade && (!quote || lastTrade.occurredAt >= quote.occurredAt);
  const price = isTradeNewer ? lastTrade.price : quote && (quote.bid + quote.ask) / 2;
  return {
    quote,
    change: price && day ? price / day.close - 1 : null,
    at: isTradeNewer ? lastTrade.occurredAt : (quote?.occurredAt ?? null),
    // Once a newer quote has come, what was said of the older one's age no longer holds.
    notes: notesOf(isNewer ? { ...freshness, isStale: false } : freshness),
  };
}

/** What must be said of an answer's age, each in a word and in full. */
export function notesOf({ isStale, vendors, warning, source }: Freshness): { word: string; says: string }[] {
  const silent = vendors.filter(({ status }) => status === "failed");
  const says = warning ?? "";
  return [
    ...(isStale ? [{ word: "stale", says }] : []),
    ...silent.map(({ name }) => ({ word: `${name} silent`, says })),
    ...(says && !isStale && silent.length === 0
      ? [{ word: source === "sample" ? "ended" : "note", says }]
      : []),
  ];
}

/** In lists of at most so many, in order. */
export function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}
