import { createHash } from "node:crypto";
import type { ToldArticle } from "#core/model";
import { canonicalUrl } from "./canonical-url.ts";

/**
 * What makes two tellings the same article: its page, whoever leads there; without one, its publisher, headline and
 * beginning. The same page told by two vendors has one key; a corrected text at the same page keeps it.
 *
 * @returns 40 hex digits
 */
export function articleKey(article: Pick<ToldArticle, "url" | "headline" | "body" | "publisher">): string {
  const page = article.url === null ? null : canonicalUrl(article.url);
  // A bare host is a publisher's front page: many articles lie there.
  const isPage = page !== null && !/^https:\/\/[^/]+\/$/.test(page);
  const identity = isPage
    ? `url\n${page}`
    : `text\n${publisherName(article.publisher).toLowerCase()}\n${plainText(article.headline)}\n${plainText(article.body).slice(0, 500)}`;
  return createHash("sha256").update(identity).digest("hex").slice(0, 40);
}

/** Letters and digits in small, single spaces between them; what differs only by dress becomes the same. */
export const plainText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Names of one house that vendors write differently; the first is ours. */
const HOUSES: readonly (readonly [string, RegExp])[] = [
  ["Reuters", /^(thomson )?reuters( news)?$/],
  ["Bloomberg", /^bloomberg( news| com)?$/],
  ["The Wall Street Journal", /^((the )?wall street journal|wsj( com)?|dow jones wsj)$/],
  ["Associated Press", /^((the )?associated press|ap( news)?)$/],
  ["CNBC", /^cnbc( com| tv)?$/],
  ["Financial Times", /^((the )?financial times|ft( com)?)$/],
  ["The New York Times", /^((the )?new york times|nytimes( com)?)$/],
  ["MarketWatch", /^marketwatch( com)?$/],
  ["Barron's", /^barrons( com)?$/],
  ["Yahoo Finance", /^(yahoo( finance)?|finance yahoo com)$/],
  ["Benzinga", /^benzinga( com| newsdesk)?$/],
  ["Business Wire", /^business ?wire( com)?$/],
  ["PR Newswire", /^pr ?newswire( com)?$/],
  ["GlobeNewswire", /^globe ?newswire( inc| com)?$/],
];

/** A publisher under one name: known houses under theirs, others without www, domain ending and doubled spaces. */
export function publisherName(name: string): string {
  const trimmed = name
    .trim()
    .replace(/\s+/g, " ")
    .replace(/^https?:\/\//i, "")
    .replace(/^www\./i, "")
    .replace(/\/+$/, "");
  const plain = plainText(trimmed);
  const house = HOUSES.find(([, known]) => known.test(plain));
  return house?.[0] ?? (/^[\w-]+\.(com|net|org)$/i.test(trimmed) ? trimmed.replace(/\.\w+$/, "") : trimmed);
}
