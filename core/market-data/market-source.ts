import type { Article, Bar, Instant, Instrument, Interval, Quote, Source } from "#core/model";

/**
 * Where market facts come from. Whatever is asked, nothing known after `asOf` is ever answered, and a later
 * question about the same past gets the same answer.
 */
export interface MarketSource {
  readonly name: string;
  readonly source: Source;
  /** What must be said wherever its numbers are shown. */
  readonly note: string;
  /** True where the desk's own store answers: what it tells is not stored again. */
  readonly isStored?: boolean;
  instruments(): readonly Instrument[];
  /** Bars with from ≤ occurredAt ≤ to and knownAt ≤ asOf, oldest first. Minutes exist for recent days only. */
  bars(symbol: string, interval: Interval, from: Instant, to: Instant, asOf: Instant): Promise<Bar[]>;
  /** The newest quote known at that instant, or null before the first. */
  quote(symbol: string, at: Instant): Promise<Quote | null>;
  /** Articles published after `from` and not after `to`, oldest first. */
  articles(from: Instant, to: Instant): Promise<Article[]>;
}
