import { z } from "zod";
import { Freshness } from "#core/market-data";
import { Instant, InstrumentSymbol, Post, Transcript } from "#core/model";
import { loadPosts, loadTranscripts } from "#db";
import { defineOperation } from "../operation.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, momentOf, readAt } from "./moment.ts";

/** Quarters of a company that are looked through. */
const MOST_CALLS = 200;

export const listPosts = defineOperation({
  name: "listPosts",
  summary: "Lists social posts known by an instant, newest first, of one instrument or all.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).optional().describe("Ticker or company name"),
    from: Instant.optional().describe("Posted from"),
    to: Instant.optional(),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
    limit: z.number().int().min(1).max(200).default(20),
  }),
  output: z.object({ posts: z.array(Post), freshness: Freshness }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const symbol = input.symbol && requireInstrument(ctx, input.symbol).symbol;
    const { from, to, limit } = input;
    const posts = await readAt(ctx, moment, ["posts", symbol ?? "", from, to, limit], "open-window", () =>
      loadPosts(ctx.db, { asOf: moment.asOf, symbols: symbol ? [symbol] : [], from, to, limit }),
    );
    return { posts, freshness: freshnessAt(ctx, moment, { kind: "occasional" }, posts[0]) };
  },
  run: async ({ prepared }) => prepared,
});

export const getTranscript = defineOperation({
  name: "getTranscript",
  summary:
    "Reads an earnings call in writing as it was known at an instant: the newest, or that of a quarter; and which others are held.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    fiscalYear: z.number().int().min(1980).max(2100).optional(),
    fiscalQuarter: z.number().int().min(1).max(4).optional(),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  }),
  output: z.object({
    symbol: InstrumentSymbol,
    transcript: Transcript.nullable(),
    held: z.array(z.object({ fiscalYear: z.number(), fiscalQuarter: z.number(), occurredAt: Instant })),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const { symbol } = requireInstrument(ctx, input.symbol);
    const calls = await readAt(ctx, moment, ["transcripts", symbol], "reference", () =>
      loadTranscripts(ctx.db, { symbol, asOf: moment.asOf, limit: MOST_CALLS }),
    );
    const { fiscalYear = null, fiscalQuarter = null } = input;
    const transcript =
      calls.find(
        (call) =>
          (fiscalYear === null || call.fiscalYear === fiscalYear) &&
          (fiscalQuarter === null || call.fiscalQuarter === fiscalQuarter),
      ) ?? null;
    return {
      symbol,
      transcript,
      held: calls.map((call) => ({
        fiscalYear: call.fiscalYear,
        fiscalQuarter: call.fiscalQuarter,
        occurredAt: call.occurredAt,
      })),
      freshness: freshnessAt(ctx, moment, { kind: "occasional" }, transcript),
    };
  },
  run: async ({ prepared }) => prepared,
});
