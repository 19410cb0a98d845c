import { and, asc, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { decimal, decimalFromStatistic, type Quote, toText } from "#core/model";
import { accounts, loadAccount, positions } from "#db";
import { defineOperation } from "../operation.ts";

export const markPositions = defineOperation({
  name: "markPositions",
  summary:
    "Values every position at the newest bid or offer, and opens a new trading day's books when the day has changed.",
  scope: "system:broker",
  effect: "write",
  internal: true,
  input: z.strictObject({ account: z.string().min(1).default("paper") }),
  output: z.object({ marked: z.number().int() }),
  events: [],
  prepare: async ({ ctx, input }) => {
    const held = await ctx.db
      .select({ symbol: positions.symbol })
      .from(positions)
      .where(and(eq(positions.account, input.account), ne(positions.quantity, "0")))
      .orderBy(asc(positions.symbol));
    const quotes = new Map<string, Quote>();
    for (const { symbol } of held) {
      const quote = await ctx.market.quote(symbol, ctx.clock.now().toISOString());
      if (quote) quotes.set(symbol, quote);
    }
    return quotes;
  },
  run: async ({ ctx, tx, input, prepared: quotes, unchanged }) => {
    await loadAccount(tx, input.account, { lock: true });
    const held = await tx.select().from(positions).where(eq(positions.account, input.account));
    let marked = 0;
    for (const position of held) {
      const quote = quotes.get(position.symbol);
      if (!quote || decimal(position.quantity).eq("0") || quote.occurredAt <= position.markedAt.toISOString())
        continue;
      // A long position is worth what the bid would pay for it.
      const price = decimal(position.quantity).gt("0") ? quote.bid : quote.ask;
      await tx
        .update(positions)
        .set({
          markPrice: toText(decimalFromStatistic(price)),
          markedAt: new Date(quote.occurredAt),
          source: quote.source,
        })
        .where(and(eq(positions.account, input.account), eq(positions.symbol, position.symbol)));
      marked++;
    }
    const today = ctx.clock.now().toISOString().slice(0, 10);
    const account = await loadAccount(tx, input.account);
    const newDay = account !== null && account.openedOn !== today;
    if (account && newDay)
      await tx
        .update(accounts)
        .set({
          openedOn: today,
          equityAtOpen: toText(decimal(account.cash).plus(decimal(account.netExposure))),
        })
        .where(eq(accounts.account, input.account));
    // Valuing what is held is no act of anybody; a new day's books are.
    if (!newDay) unchanged();
    return { marked };
  },
});
