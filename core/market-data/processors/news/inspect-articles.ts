import type { Finding, ToldArticle } from "#core/model";
import { findingsOf, type Inspection, type Seen } from "../finding.ts";

/** A vendor's clock may run ahead of ours so far, ms. */
const CLOCK_TOLERANCE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface ArticleInspection extends Inspection {
  /** An article told as new and published longer ago is flagged, days; not looked at where left out. */
  staleAfterDays?: number;
}

/** Articles without a date, from the future, or older than they are told for. They are kept as they are. */
export function inspectArticles(articles: readonly ToldArticle[], inspection: ArticleInspection): Finding[] {
  const seen = articles.flatMap((article) => {
    const fault = faultOf(article, inspection);
    return fault
      ? [
          {
            ...fault,
            subject: article.vendorId.slice(0, 200),
            from: article.publishedAt,
            collector: article.collector,
          },
        ]
      : [];
  });
  return findingsOf(seen, "articles", null, inspection);
}

function faultOf(
  { publishedAt }: ToldArticle,
  { foundAt, staleAfterDays = Number.POSITIVE_INFINITY }: ArticleInspection,
): Pick<Seen, "check" | "severity" | "detail"> | null {
  if (publishedAt === null)
    return { check: "no-date", severity: "warning", detail: "The article has no date." };
  const ageMs = Date.parse(foundAt) - Date.parse(publishedAt);
  if (ageMs < -CLOCK_TOLERANCE_MS)
    return {
      check: "future-date",
      severity: "warning",
      detail: `The article is dated ${publishedAt}, after it was received at ${foundAt}.`,
    };
  if (ageMs <= staleAfterDays * DAY_MS) return null;
  return {
    check: "stale",
    severity: "info",
    detail: `The article is dated ${publishedAt}, ${Math.floor(ageMs / DAY_MS)} days before it was received.`,
  };
}
