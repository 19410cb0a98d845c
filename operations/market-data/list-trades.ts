import { z } from "zod";
import { Freshness } from "#core/market-data";
import { BookSnapshot, Instant, InstrumentSymbol, Trade } from "#core/model";
import { loadBook, loadTrades } from "#db";
import { defineOperation } from "../operation.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, momentOf, readAt } from "./moment.ts";

export const listTrades = defineOperation({
  name: "listTrades",
  summary: "Lists trades of one instrument as they were known at an instant, newest first.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    from: Instant.optional(),
    to: Instant.optional(),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
    limit: z.number().int().min(1).max(1_000).default(100).describe("The newest so many"),
  }),
  output: z.object({
    symbol: InstrumentSymbol,
    trades: z.array(Trade),
    truncated: z.boolean().describe("True when older trades of the window were left out by the limit"),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const { symbol } = requireInstrument(ctx, input.symbol);
    const { from, to, limit } = input;
    const moment = momentOf(ctx, input.asOf);
    const found = await readAt(ctx, moment, ["trades", symbol, from, to, limit], "open-window", () =>
      loadTrades(ctx.db, { symbol, from, to, asOf: moment.asOf, limit: limit + 1 }),
    );
    const newestFirst = found.toReversed();
    const read = to ? ({ kind: "occasional" } as const) : ({ kind: "prices" } as const);
    return {
      symbol,
      trades: newestFirst.slice(0, limit),
      truncated: found.length > limit,
      freshness: freshnessAt(ctx, moment, read, newestFirst[0]),
    };
  },
  run: async ({ prepared }) => prepared,
});

export const getBook = defineOperation({
  name: "getBook",
  summary:
    "Reads the newest order book of one instrument that was known at an instant; null where none was told.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  }),
  output: z.object({ symbol: InstrumentSymbol, book: BookSnapshot.nullable(), freshness: Freshness }),
  prepare: async ({ ctx, input }) => {
    const { symbol } = requireInstrument(ctx, input.symbol);
    const moment = momentOf(ctx, input.asOf);
    const book = await readAt(ctx, moment, ["books", symbol], "live-quote", () =>
      loadBook(ctx.db, symbol, moment.asOf),
    );
    return { symbol, book, freshness: freshnessAt(ctx, moment, { kind: "prices" }, book) };
  },
  run: async ({ prepared }) => prepared,
});
