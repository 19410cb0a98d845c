import { z } from "zod";
import { Day, IndicatorSeries, Observation, Release } from "./economy.ts";
import { PriceBand, TradingStatus, TradingWatch } from "./halts-and-bands.ts";
import { InstrumentSymbol } from "./instrument.ts";
import { Bar, BookSnapshot, CollectorName, Quote, Trade } from "./market.ts";
import { Post, ToldArticle, Transcript } from "./market-texts.ts";
import { Source } from "./source.ts";
import { Instant } from "./time.ts";

/** What an issuer does to its own shares, as a vendor announces it. */
export const AnnouncedAction = z.object({
  symbol: InstrumentSymbol,
  kind: z.enum(["split", "dividend", "symbol-change", "spin-off", "merger", "delisting"]),
  /** First day of trading without the right, or under the new count or name. */
  exOn: Day,
  /** New shares for one old one: 4 for 4:1, 0.1 for 1:10; splits and spin-offs only. */
  ratio: z.number().positive().nullable(),
  /** USD per share; dividends only. */
  amount: z.number().nonnegative().nullable(),
  /** Symbol changes and mergers: the symbol afterwards. */
  newSymbol: InstrumentSymbol.nullable(),
  payOn: Day.nullable(),
  /** When it was public; the start of the ex-day in New York where the vendor does not say. */
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type AnnouncedAction = z.infer<typeof AnnouncedAction>;

/** A date on which a company tells its figures, or expects to. */
export const EarningsDate = z.object({
  symbol: InstrumentSymbol,
  occurredAt: Instant,
  isEstimate: z.boolean(),
  epsExpected: z.number().nullable().describe("USD per share"),
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type EarningsDate = z.infer<typeof EarningsDate>;

/** Who an instrument is, as a vendor tells it. */
export const Profile = z.object({
  symbol: InstrumentSymbol,
  name: z.string().min(1).max(300),
  kind: z.enum(["equity", "etf", "index", "fund", "crypto", "currency", "future", "other"]),
  exchange: z.string().max(40).nullable(),
  currency: z.string().max(8).nullable(),
  sector: z.string().max(120).nullable(),
  industry: z.string().max(200).nullable(),
  description: z.string().max(10_000).nullable(),
  website: z.string().max(500).nullable(),
  isTradable: z.boolean().nullable(),
  isFractionable: z.boolean().nullable(),
  /** Names in other registers, such as { figi: "BBG000B9XRY4", cusip: "037833100" }. */
  identifiers: z.record(z.string().max(20), z.string().max(60)),
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type Profile = z.infer<typeof Profile>;

/** Something about data that a person should know before relying on it. Recorded, never silently repaired. */
export const Finding = z.object({
  check: z
    .enum([
      "gap",
      "outlier",
      "duplicate",
      "bad-tick",
      "crossed-quote",
      "not-a-session",
      "unadjusted-split",
      "stale",
      "future-date",
      "no-date",
      "unreadable",
      "left-out",
      "disagreement",
      "stream-gap",
    ])
    .describe("What was looked for"),
  severity: z.enum(["info", "warning", "error"]),
  topic: z.string().min(1).max(40).describe("bars, quotes, articles, observations, …"),
  subject: z.string().max(200).describe("Symbol, series or vendor id it is about; empty for the whole topic"),
  interval: z.string().max(8).nullable(),
  from: Instant.nullable(),
  to: Instant.nullable(),
  detail: z.string().max(1_000).describe("What was seen, in one sentence with the figures"),
  collector: CollectorName,
  foundAt: Instant,
});
export type Finding = z.infer<typeof Finding>;

/** Facts of any kind that arrived together. What a door hands to the store, whoever told it. */
export const FactBatch = z.object({
  /** When they reached us; a value that differs from one already held is known from then on. */
  receivedAt: Instant,
  bars: z.array(Bar).optional(),
  quotes: z.array(Quote).optional(),
  trades: z.array(Trade).optional(),
  books: z.array(BookSnapshot).optional(),
  statuses: z.array(TradingStatus).optional(),
  bands: z.array(PriceBand).optional(),
  watches: z.array(TradingWatch).optional(),
  articles: z.array(ToldArticle).optional(),
  posts: z.array(Post).optional(),
  transcripts: z.array(Transcript).optional(),
  actions: z.array(AnnouncedAction).optional(),
  series: z.array(IndicatorSeries).optional(),
  observations: z.array(Observation).optional(),
  releases: z.array(Release).optional(),
  earnings: z.array(EarningsDate).optional(),
  profiles: z.array(Profile).optional(),
  findings: z.array(Finding).optional(),
});
export type FactBatch = z.infer<typeof FactBatch>;
