import { z } from "zod";
import { Freshness } from "#core/market-data";
import { Bar, Instant, InstrumentSymbol, Quote, Trade } from "#core/model";
import { loadTrades } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { barsOf } from "./bars-of.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, type Moment, momentOf, readAt } from "./moment.ts";

const Snapshot = z.object({
  symbol: InstrumentSymbol,
  quote: Quote.nullable(),
  lastTrade: Trade.nullable(),
  day: Bar.nullable().describe("The newest whole day"),
  changeFraction: z
    .number()
    .nullable()
    .describe(
      "From the close of that day to the last trade, or to the middle of the quote where none is told",
    ),
  freshness: Freshness.describe("Of the quote"),
});

export const getSnapshot = defineOperation({
  name: "getSnapshot",
  summary: "Reads quote, last trade, newest whole day and change since its close of up to 20 instruments.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbols: z.array(z.string().min(1).max(80)).min(1).max(20).describe("Tickers or company names"),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  }),
  output: z.object({ asOf: Instant, snapshots: z.array(Snapshot) }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const symbols = new Set(input.symbols.map((text) => requireInstrument(ctx, text).symbol));
    const snapshots: z.infer<typeof Snapshot>[] = [];
    for (const symbol of symbols) snapshots.push(await snapshotOf(ctx, symbol, moment));
    return { asOf: moment.asOf, snapshots };
  },
  run: async ({ prepared }) => prepared,
});

async function snapshotOf(ctx: Context, symbol: string, moment: Moment): Promise<z.infer<typeof Snapshot>> {
  const { asOf } = moment;
  const quote = await readAt(ctx, moment, ["quotes", symbol], "live-quote", () =>
    ctx.market.quote(symbol, asOf),
  );
  const [lastTrade = null] = await readAt(ctx, moment, ["trades", symbol, "last"], "live-quote", () =>
    loadTrades(ctx.db, { symbol, asOf, limit: 1 }),
  );
  const past = moment.isNow ? undefined : asOf;
  const [day = null] = await barsOf(ctx, { symbol, interval: "1d", asOf: past, limit: 1 });
  const isTradeNewer = lastTrade && (!quote || lastTrade.occurredAt >= quote.occurredAt);
  const price = isTradeNewer ? lastTrade.price : quote && (quote.bid + quote.ask) / 2;
  return {
    symbol,
    quote,
    lastTrade,
    day,
    changeFraction: price && day ? price / day.close - 1 : null,
    freshness: freshnessAt(ctx, moment, { kind: "prices" }, quote ?? lastTrade),
  };
}
