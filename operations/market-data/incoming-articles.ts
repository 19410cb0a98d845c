import { createHash } from "node:crypto";
import type { Finding, Instant, ToldArticle } from "#core/model";
import type { IncomingArticle } from "#db";
import type { Context } from "../context.ts";

/** How far ahead of our clock a publisher's may run. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What makes a text the same text, whoever tells it and however often. */
export const contentHashOf = (text: { publisher: string; headline: string; body: string }): string =>
  createHash("sha256")
    .update([text.publisher, text.headline, text.body].join("\u0000").toLowerCase())
    .digest("hex");

/** Told articles with what this desk adds, and what is doubtful about their dates. */
export function incomingArticles(
  ctx: Context,
  told: readonly ToldArticle[],
  receivedAt: Instant,
): { articles: IncomingArticle[]; findings: Finding[] } {
  const articles = told.map((article) => ({
    ...article,
    id: ctx.newId("article"),
    contentHash: contentHashOf(article),
    clusterKey: null,
    language: null,
    flags: dateFlags(article, receivedAt),
  }));
  const findings = articles.flatMap((article) =>
    article.flags.map((check) => findingOf(article, check, receivedAt)),
  );
  return { articles, findings };
}

function dateFlags({ publishedAt }: ToldArticle, receivedAt: Instant): ("no-date" | "future-date")[] {
  if (publishedAt === null) return ["no-date"];
  return Date.parse(publishedAt) > Date.parse(receivedAt) + CLOCK_TOLERANCE_MS ? ["future-date"] : [];
}

const findingOf = (
  { vendorId, publishedAt, collector }: ToldArticle,
  check: "no-date" | "future-date",
  receivedAt: Instant,
): Finding => ({
  check,
  severity: "warning",
  topic: "articles",
  subject: vendorId.slice(0, 200),
  interval: null,
  from: null,
  to: null,
  detail:
    check === "no-date"
      ? `It came without a date and is dated by its receipt, ${receivedAt}.`
      : `It is dated ${publishedAt}, after its receipt at ${receivedAt}, by which it is dated.`,
  collector,
  foundAt: receivedAt,
});
