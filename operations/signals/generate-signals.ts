import { and, desc, eq, inArray, lte } from "drizzle-orm";
import { z } from "zod";
import { Instant, NotFoundError, Signal } from "#core/model";
import { generateSignalsFrom } from "#core/signals";
import { articles, signals } from "#db";
import { toArticle, toSignal } from "../market-data/article-rows.ts";
import { defineOperation } from "../operation.ts";

/** Without ids, the newest articles are read; so many at most. */
const NEWEST = 50;

export const generateSignals = defineOperation({
  name: "generateSignals",
  summary:
    "Reads stored articles and writes what they say about each instrument as dated signals, once per article. An article that says nothing is skipped with the reason.",
  scope: "signals:write",
  effect: "write",
  input: z.strictObject({
    articleIds: z
      .array(z.string().min(1))
      .min(1)
      .max(200)
      .optional()
      .describe("From recordArticle or listArticles; the newest when left out"),
    asOf: Instant.optional(),
  }),
  output: z.object({
    signals: z.array(Signal),
    skipped: z.array(z.object({ articleId: z.string(), reason: z.string() })),
  }),
  events: ["signal.generated"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const now = input.asOf ? new Date(input.asOf) : ctx.clock.now();
    const rows = await tx
      .select()
      .from(articles)
      .where(input.articleIds ? inArray(articles.id, input.articleIds) : lte(articles.knownAt, now))
      .orderBy(desc(articles.occurredAt))
      .limit(input.articleIds ? input.articleIds.length : NEWEST);
    const missing = input.articleIds?.find((id) => rows.every((row) => row.id !== id));
    if (missing) throw new NotFoundError("article", missing, "listArticles shows the ids.");
    const found: Signal[] = [];
    const skipped: { articleId: string; reason: string }[] = [];
    for (const row of rows) {
      const read = generateSignalsFrom(toArticle(row), {
        instruments: ctx.market.instruments(),
        now: now.toISOString(),
        newId: ctx.newId,
      });
      if (read.skipped) skipped.push({ articleId: row.id, reason: read.skipped });
      if (read.suspicious && !row.suspicious)
        await tx.update(articles).set({ suspicious: true }).where(eq(articles.id, row.id));
      for (const signal of read.signals) {
        const [stored] = await tx
          .insert(signals)
          .values({
            ...signal,
            evidenceKey: row.id,
            occurredAt: new Date(signal.occurredAt),
            knownAt: new Date(signal.knownAt),
            expiresAt: new Date(signal.expiresAt),
          })
          .onConflictDoNothing()
          .returning();
        if (stored) {
          found.push(signal);
          emit({ type: "signal.generated", entityId: signal.id, causedBy: signal.evidenceIds });
          continue;
        }
        const [earlier] = await tx
          .select()
          .from(signals)
          .where(
            and(
              eq(signals.kind, signal.kind),
              eq(signals.symbol, signal.symbol),
              eq(signals.evidenceKey, row.id),
            ),
          );
        if (earlier) found.push(toSignal(earlier));
      }
    }
    note("", { articles: rows.length, signals: found.map((signal) => signal.id) });
    return { signals: found, skipped };
  },
});
