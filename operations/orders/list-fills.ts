import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { Fill } from "#core/model";
import { fills, toFill } from "#db";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";

export const listFills = defineOperation({
  name: "listFills",
  summary: "Lists what traded, newest first.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).optional(),
    limit: z.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ fills: z.array(Fill) }),
  run: async ({ ctx, tx, input }) => {
    const symbol = input.symbol ? requireInstrument(ctx, input.symbol).symbol : null;
    const rows = await tx
      .select()
      .from(fills)
      .where(symbol ? eq(fills.symbol, symbol) : undefined)
      .orderBy(desc(fills.filledAt), desc(fills.executionId))
      .limit(input.limit);
    return { fills: rows.map(toFill) };
  },
});
