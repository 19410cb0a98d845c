import { z } from "zod";
import { InstrumentSymbol } from "./instrument.ts";
import { Source } from "./source.ts";
import { Instant } from "./time.ts";

/** Length of one bar. */
export const Interval = z.enum(["1m", "5m", "15m", "30m", "1h", "1d", "1w", "1mo"]);
export type Interval = z.infer<typeof Interval>;

/** Who told a fact: a vendor's collector, a file, a webhook, or one of our own sources. */
export const CollectorName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,31}$/, "must be a short name such as alpaca")
  .describe("Who told it");
export type CollectorName = z.infer<typeof CollectorName>;

/**
 * Open, high, low, close and volume of one instrument over one interval. Prices in USD, volume in units; never
 * adjusted for splits or dividends. `occurredAt` is the bar's close; `knownAt` is when it was public, never earlier.
 */
export const Bar = z.object({
  symbol: InstrumentSymbol,
  interval: Interval,
  occurredAt: Instant,
  knownAt: Instant,
  open: z.number().positive(),
  high: z.number().positive(),
  low: z.number().positive(),
  close: z.number().positive(),
  volume: z.number().nonnegative(),
  vwap: z.number().positive().optional().describe("Average price by volume, where the vendor tells it"),
  trades: z.number().int().nonnegative().optional().describe("Number of trades, where the vendor tells it"),
  source: Source,
  collector: CollectorName.optional(),
});
export type Bar = z.infer<typeof Bar>;

/** Best bid and offer at an instant, USD and units. */
export const Quote = z.object({
  symbol: InstrumentSymbol,
  bid: z.number().positive(),
  ask: z.number().positive(),
  bidSize: z.number().nonnegative(),
  askSize: z.number().nonnegative(),
  occurredAt: Instant,
  knownAt: Instant,
  source: Source,
  collector: CollectorName.optional(),
});
export type Quote = z.infer<typeof Quote>;

/** One trade at a venue, USD and units. `id` is the vendor's, unique with symbol and collector. */
export const Trade = z.object({
  symbol: InstrumentSymbol,
  id: z.string().min(1).max(120),
  price: z.number().positive(),
  size: z.number().positive(),
  venue: z.string().max(16).nullable(),
  conditions: z.array(z.string().max(8)).max(16),
  /** A venue may take a trade back or correct it; that is a later fact about the same trade. */
  state: z.enum(["good", "corrected", "canceled"]),
  occurredAt: Instant,
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type Trade = z.infer<typeof Trade>;

/** One price level of an order book, USD and units. */
export const BookLevel = z.object({ price: z.number().positive(), size: z.number().positive() });
export type BookLevel = z.infer<typeof BookLevel>;

/** An order book at an instant: bids from the highest price down, asks from the lowest up. */
export const BookSnapshot = z.object({
  symbol: InstrumentSymbol,
  bids: z.array(BookLevel).max(200),
  asks: z.array(BookLevel).max(200),
  occurredAt: Instant,
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type BookSnapshot = z.infer<typeof BookSnapshot>;

/** A dated text from outside. Its words are data, never instructions. */
export const Article = z.object({
  id: z.string(),
  headline: z.string().min(1).max(500),
  body: z.string().max(20_000),
  publisher: z.string().min(1).max(200),
  url: z.string().max(2000).nullable(),
  occurredAt: Instant,
  knownAt: Instant,
  source: Source,
});
export type Article = z.infer<typeof Article>;
