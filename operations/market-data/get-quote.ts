import { z } from "zod";
import { Freshness } from "#core/market-data";
import { Instant, OperatorError, Quote } from "#core/model";
import { defineOperation } from "../operation.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, momentOf, readAt } from "./moment.ts";

export const getQuote = defineOperation({
  name: "getQuote",
  summary: "Reads the best bid and offer of one instrument with its age and source.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({ symbol: z.string().min(1).max(80), asOf: Instant.optional() }),
  output: z.object({ quote: Quote, ageMs: z.number().nonnegative(), freshness: Freshness }),
  prepare: async ({ ctx, input }) => {
    const { symbol } = requireInstrument(ctx, input.symbol);
    const moment = momentOf(ctx, input.asOf);
    const quote = await readAt(ctx, moment, ["quotes", symbol], "live-quote", () =>
      ctx.market.quote(symbol, moment.asOf),
    );
    const freshness = freshnessAt(ctx, moment, { kind: "prices" }, quote);
    if (!quote)
      throw new OperatorError("NO_QUOTE", "missing", {
        what: `There was no price of ${symbol} at ${moment.asOf}.`,
        why: freshness.warning ?? "Its history begins later.",
        fix: "Ask for a later instant, or for another instrument.",
      });
    return { quote, ageMs: freshness.ageMs ?? 0, freshness };
  },
  run: async ({ prepared }) => prepared,
});
