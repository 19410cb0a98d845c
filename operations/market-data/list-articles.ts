import { and, desc, ilike, lte, or } from "drizzle-orm";
import { z } from "zod";
import { Article, Instant } from "#core/model";
import { articles } from "#db";
import { defineOperation } from "../operation.ts";
import { toArticle } from "./article-rows.ts";
import { requireInstrument } from "./instruments.ts";

export const listArticles = defineOperation({
  name: "listArticles",
  summary: "Lists stored articles known by an instant, newest first, of one instrument or all.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).optional(),
    asOf: Instant.optional(),
    limit: z.number().int().min(1).max(200).default(20),
  }),
  output: z.object({ articles: z.array(Article) }),
  run: async ({ ctx, tx, input }) => {
    const asOf = input.asOf ? new Date(input.asOf) : ctx.clock.now();
    const instrument = input.symbol ? requireInstrument(ctx, input.symbol) : null;
    const names = instrument ? [instrument.symbol, instrument.name, ...instrument.aliases] : [];
    const mentions = names.flatMap((name) => [
      ilike(articles.headline, `%${name}%`),
      ilike(articles.body, `%${name}%`),
    ]);
    const rows = await tx
      .select()
      .from(articles)
      .where(and(lte(articles.knownAt, asOf), mentions.length > 0 ? or(...mentions) : undefined))
      .orderBy(desc(articles.occurredAt), desc(articles.id))
      .limit(input.limit);
    return { articles: rows.map(toArticle) };
  },
});
