import { z } from "zod";
import type { Finding, ToldArticle } from "#core/model";
import { Epoch, whyNot } from "./shapes.ts";
import { fromYahoo } from "./symbols.ts";
import { COLLECTOR, finding, instant, type Telling, type Told } from "./telling.ts";

const NewsRow = z.looseObject({
  uuid: z.string().min(1).max(2000),
  title: z.string().trim().min(1),
  publisher: z.string().trim().min(1),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish()
    .catch(null),
  providerPublishTime: Epoch.nullish(),
  relatedTickers: z.array(z.string()).optional().catch(undefined),
});

/** Headlines of a search; Yahoo gives no text. One without a date or from the future is told, and said to be so. */
export function readArticles(rows: readonly unknown[], subject: string, telling: Telling): Told<ToldArticle> {
  const told: Told<ToldArticle> = { facts: [], findings: [] };
  for (const [index, row] of rows.entries()) {
    const read = NewsRow.safeParse(row);
    if (!read.success) {
      const detail = `Headline ${index} cannot be read: ${whyNot(read.error)}.`;
      told.findings.push(remark(subject, "unreadable", detail, telling));
      continue;
    }
    const article = articleOf(read.data, telling);
    told.facts.push(article);
    if (article.publishedAt === null)
      told.findings.push(remark(article.vendorId, "no-date", "A headline without a date.", telling));
    else if (article.publishedAt > telling.receivedAt) {
      const detail = `A headline dated ${article.publishedAt}, which is still to come.`;
      told.findings.push(remark(article.vendorId, "future-date", detail, telling));
    }
  }
  return told;
}

const articleOf = (row: z.infer<typeof NewsRow>, { source }: Telling): ToldArticle => ({
  vendorId: row.uuid,
  headline: row.title.slice(0, 500),
  body: "",
  publisher: row.publisher.slice(0, 200),
  author: null,
  url: row.link ?? null,
  symbols: (row.relatedTickers ?? []).flatMap((ticker) => fromYahoo(ticker) ?? []).slice(0, 100),
  publishedAt: typeof row.providerPublishTime === "number" ? instant(row.providerPublishTime) : null,
  updatedAt: null,
  source,
  collector: COLLECTOR,
});

const remark = (subject: string, check: Finding["check"], detail: string, telling: Telling): Finding =>
  finding(
    { check, severity: check === "unreadable" ? "error" : "warning", topic: "articles", subject, detail },
    telling,
  );
