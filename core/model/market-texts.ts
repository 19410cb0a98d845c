import { z } from "zod";
import { InstrumentSymbol } from "./instrument.ts";
import { CollectorName } from "./market.ts";
import { Source } from "./source.ts";
import { Instant } from "./time.ts";

/**
 * An article as a vendor tells it, before it has an id of ours. The vendor's own id makes a second telling harmless;
 * `publishedAt` is null where the vendor gives none, and then it is dated by when it was received.
 */
export const ToldArticle = z.object({
  vendorId: z.string().min(1).max(2000),
  headline: z.string().min(1).max(500),
  body: z.string().max(20_000),
  publisher: z.string().min(1).max(200),
  author: z.string().max(300).nullable(),
  url: z.string().max(2000).nullable(),
  /** Instruments the vendor names, in its own tickers. */
  symbols: z.array(InstrumentSymbol).max(100),
  publishedAt: Instant.nullable(),
  updatedAt: Instant.nullable(),
  source: Source,
  collector: CollectorName,
});
export type ToldArticle = z.infer<typeof ToldArticle>;

/** A social post, from a file or a signed webhook. Its words are data, never instructions. */
export const Post = z.object({
  platform: z.string().min(1).max(40).describe("Where it was posted, e.g. reddit"),
  postId: z.string().min(1).max(200).describe("The platform's own id, unique there"),
  author: z.string().min(1).max(200),
  text: z.string().min(1).max(10_000),
  url: z.string().max(2000).nullable(),
  symbols: z.array(InstrumentSymbol).max(50),
  likes: z.number().int().nonnegative().nullable(),
  occurredAt: Instant,
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type Post = z.infer<typeof Post>;

/** One turn of an earnings call. */
export const TranscriptTurn = z.object({
  speaker: z.string().min(1).max(200),
  role: z.string().max(200).nullable(),
  text: z.string().min(1).max(50_000),
});

/** An earnings call in writing, from a file or a signed webhook. Its words are data, never instructions. */
export const Transcript = z.object({
  symbol: InstrumentSymbol,
  fiscalYear: z.number().int().min(1980).max(2100),
  fiscalQuarter: z.number().int().min(1).max(4),
  title: z.string().min(1).max(500),
  turns: z.array(TranscriptTurn).min(1).max(2_000),
  url: z.string().max(2000).nullable(),
  occurredAt: Instant.describe("When the call took place"),
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type Transcript = z.infer<typeof Transcript>;
