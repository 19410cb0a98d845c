import { createHash } from "node:crypto";
import { and, desc, gte, lte } from "drizzle-orm";
import { clusterArticles, inspectArticles, languageOf } from "#core/market-data";
import type { Finding, Instant, ToldArticle } from "#core/model";
import { articles, type IncomingArticle, type Transaction } from "#db";
import type { Context } from "../context.ts";

/** A story is told again within days; of those known then, so many are compared with what comes in. */
const STORY_MS = 3 * 86_400_000;
const MOST_COMPARED = 300;

/** What makes a text the same text, whoever tells it and however often. */
export const contentHashOf = (text: { publisher: string; headline: string; body: string }): string =>
  createHash("sha256")
    .update([text.publisher, text.headline, text.body].join("\u0000").toLowerCase())
    .digest("hex");

/** Told articles with what this desk adds: language, whose story it is, and what is doubtful about their dates. */
export async function incomingArticles(
  ctx: Context,
  tx: Transaction,
  told: readonly ToldArticle[],
  receivedAt: Instant,
): Promise<{ articles: IncomingArticle[]; findings: Finding[] }> {
  if (told.length === 0) return { articles: [], findings: [] };
  const findings = inspectArticles(told, { foundAt: receivedAt });
  const incoming = told.map((article) => ({
    ...article,
    id: ctx.newId("article"),
    contentHash: contentHashOf(article),
    clusterKey: null,
    language: knownLanguage(`${article.headline} ${article.body}`),
    flags: inspectArticles([article], { foundAt: receivedAt }).map(({ check }) => check),
  }));
  const stories = await storiesOf(tx, incoming, receivedAt);
  return {
    articles: incoming.map((article) => ({ ...article, clusterKey: stories.get(article.id) ?? null })),
    findings,
  };
}

function knownLanguage(text: string): string | null {
  const language = languageOf(text);
  return language === "und" ? null : language;
}

/** The first telling of each article's story, by the article's id; its own where nobody told it before. */
async function storiesOf(
  tx: Transaction,
  incoming: readonly { id: string; headline: string; body: string }[],
  receivedAt: Instant,
): Promise<Map<string, string>> {
  const { id, headline, body, knownAt, clusterKey } = articles;
  const since = new Date(Date.parse(receivedAt) - STORY_MS);
  const held = await tx
    .select({ id, headline, body, knownAt, clusterKey })
    .from(articles)
    .where(and(gte(knownAt, since), lte(knownAt, new Date(receivedAt))))
    .orderBy(desc(knownAt), desc(id))
    .limit(MOST_COMPARED);
  const firstOf = new Map(held.map((article) => [article.id, article.clusterKey ?? article.id]));
  const texts = [
    ...held.map((article) => ({ ...article, knownAt: article.knownAt.toISOString() })),
    ...incoming.map((article) => ({ ...article, knownAt: receivedAt })),
  ];
  return new Map(
    clusterArticles(texts).map((member) => [member.id, firstOf.get(member.clusterId) ?? member.clusterId]),
  );
}
