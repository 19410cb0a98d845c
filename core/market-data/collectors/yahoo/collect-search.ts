import { z } from "zod";
import type { FactBatch, Finding, ToldArticle } from "#core/model";
import { type Page, VendorError, type Wish } from "../../collector.ts";
import { readArticles } from "./articles.ts";
import { foundProfileOf, SearchRow } from "./profiles.ts";
import { pageOf, placeAfter, type Run, unnamed } from "./run.ts";
import { whyNot } from "./shapes.ts";
import { toYahoo } from "./symbols.ts";
import { COLLECTOR, finding, type Telling } from "./telling.ts";

type ArticlesWish = Extract<Wish, { topic: "articles" }>;

const QUOTES = 10;
const HEADLINES = 50;
const Rows = z.looseObject({
  quotes: z.array(z.unknown()).default([]),
  news: z.array(z.unknown()).default([]),
});

/** Instruments by name or ticker, as profiles without a description; best first. One page. */
export async function* collectSearch(text: string, run: Run): AsyncGenerator<Page> {
  const { quotes } = await rowsOf(text, QUOTES, 0, run);
  const telling = run.telling();
  const facts: Required<Pick<FactBatch, "profiles" | "findings">> = { profiles: [], findings: [] };
  for (const [index, row] of quotes.entries()) {
    if (z.object({ isYahooFinance: z.literal(false) }).safeParse(row).success) continue;
    const read = SearchRow.safeParse(row);
    const profile = read.success ? foundProfileOf(read.data, telling) : null;
    if (profile) facts.profiles.push(profile);
    else if (read.success)
      facts.findings.push(remark("search", "left-out", read.data.symbol, NO_NAME, telling));
    else
      facts.findings.push(
        remark("search", "unreadable", text, `Row ${index} cannot be read: ${whyNot(read.error)}.`, telling),
      );
  }
  yield pageOf({ receivedAt: telling.receivedAt, ...facts }, null);
}

const NO_NAME = "Found, but there is no name for it here: tickers are such as AAPL, BRK.B or BMW.DE.";

/** One page for each symbol, or one for the words. Only the newest headlines can be had, and of those only the titles. */
export async function* collectArticles(wish: ArticlesWish, run: Run): AsyncGenerator<Page> {
  const subjects = wish.symbols.length > 0 ? wish.symbols : [null];
  for (let { index } = run.start; index < subjects.length; index++)
    yield pageOf(await articlesOf(subjects[index] ?? null, wish, run), placeAfter(index, subjects.length));
}

async function articlesOf(symbol: string | null, wish: ArticlesWish, run: Run): Promise<FactBatch> {
  const begin = run.telling();
  const { receivedAt } = begin;
  const asked = symbol === null ? wish.text?.trim() : toYahoo(symbol);
  if (!asked && symbol !== null) return { receivedAt, findings: [unnamed("articles", symbol, begin)] };
  if (!asked) return { receivedAt, findings: [remark("articles", "left-out", "", NO_SUBJECT, begin)] };
  const { news } = await rowsOf(asked, 0, HEADLINES, run);
  const telling = run.telling();
  const told = readArticles(news, symbol ?? asked, telling);
  const articles = told.facts.filter((article) => isWished(article, symbol, wish, telling));
  const findings = [...told.findings, ...olderFinding(told.facts, symbol ?? asked, wish, telling)];
  return { receivedAt: telling.receivedAt, articles, findings };
}

const NO_SUBJECT = "Yahoo tells headlines of a symbol or for words, not all there are.";

/** A headline without a date, or with one that is still to come, is never dropped for it. */
function isWished(
  article: ToldArticle,
  symbol: string | null,
  wish: ArticlesWish,
  telling: Telling,
): boolean {
  const at = article.publishedAt;
  const words = symbol === null ? undefined : wish.text?.trim().toLowerCase();
  if (words && !article.headline.toLowerCase().includes(words)) return false;
  return at === null || at > telling.receivedAt || (at >= wish.from && at <= wish.to);
}

function olderFinding(
  told: readonly ToldArticle[],
  subject: string,
  wish: ArticlesWish,
  telling: Telling,
): Finding[] {
  const dates = told.flatMap(({ publishedAt }) => publishedAt ?? []).sort();
  const oldest = dates[0] ?? telling.receivedAt;
  if (oldest <= wish.from) return [];
  const detail =
    told.length === 0
      ? "Yahoo tells no headlines of it."
      : `Yahoo tells only the newest headlines; none before ${oldest} can be had.`;
  return [remark("articles", "left-out", subject, detail, telling)];
}

async function rowsOf(text: string, quotes: number, headlines: number, run: Run) {
  const read = Rows.safeParse(await run.client.search(text, quotes, headlines, run.signal));
  if (read.success) return read.data;
  throw new VendorError(COLLECTOR, "malformed", {
    what: `Yahoo's answer to a search cannot be read: ${whyNot(read.error)}.`,
    why: "Rows are due in lists.",
    fix: "Try again later; if it goes on, Yahoo has changed its answers.",
  });
}

const remark = (
  topic: string,
  check: "left-out" | "unreadable",
  subject: string,
  detail: string,
  telling: Telling,
): Finding =>
  finding({ check, severity: check === "unreadable" ? "error" : "info", topic, subject, detail }, telling);
