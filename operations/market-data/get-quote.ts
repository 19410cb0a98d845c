import { z } from "zod";
import { Instant, OperatorError, Quote } from "#core/model";
import { defineOperation } from "../operation.ts";
import { requireInstrument } from "./instruments.ts";

export const getQuote = defineOperation({
  name: "getQuote",
  summary: "Reads the best bid and offer of one instrument with its age and source.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({ symbol: z.string().min(1).max(80), asOf: Instant.optional() }),
  output: z.object({ quote: Quote, ageMs: z.number().nonnegative() }),
  prepare: async ({ ctx, input }) => {
    const instrument = requireInstrument(ctx, input.symbol);
    const now = ctx.clock.now().toISOString();
    const at = input.asOf && input.asOf < now ? input.asOf : now;
    const quote = await ctx.market.quote(instrument.symbol, at);
    if (!quote)
      throw new OperatorError("NO_QUOTE", "missing", {
        what: `There was no price of ${instrument.symbol} at ${at}.`,
        why: "Its history begins later.",
        fix: "Ask for a later instant, or for another instrument.",
      });
    return { quote, ageMs: Math.max(0, Date.parse(at) - Date.parse(quote.occurredAt)) };
  },
  run: async ({ prepared }) => prepared,
});
