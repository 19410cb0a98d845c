import { and, desc, eq, lte } from "drizzle-orm";
import { z } from "zod";
import { Instant, Signal } from "#core/model";
import { signals } from "#db";
import { toSignal } from "../market-data/article-rows.ts";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";

export const listSignals = defineOperation({
  name: "listSignals",
  summary: "Lists signals known by an instant, newest first, of one instrument or all.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).optional(),
    asOf: Instant.optional(),
    limit: z.number().int().min(1).max(200).default(20),
  }),
  output: z.object({ signals: z.array(Signal) }),
  run: async ({ ctx, tx, input }) => {
    const asOf = input.asOf ? new Date(input.asOf) : ctx.clock.now();
    const symbol = input.symbol ? requireInstrument(ctx, input.symbol).symbol : null;
    const rows = await tx
      .select()
      .from(signals)
      .where(and(lte(signals.knownAt, asOf), symbol ? eq(signals.symbol, symbol) : undefined))
      .orderBy(desc(signals.knownAt), desc(signals.id))
      .limit(input.limit);
    return { signals: rows.map(toSignal) };
  },
});
