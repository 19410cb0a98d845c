import { wallMs } from "./calendar.ts";
import { chanceOf } from "./chance.ts";
import { LISTED } from "./companies.ts";

export interface WorldArticle {
  id: number;
  headline: string;
  summary: string;
  /** HTML, as vendors have it. */
  content: string;
  author: string;
  publisher: string;
  url: string;
  publishedMs: number;
  symbols: string[];
}

const DAY_MS = 86_400_000;
/** An instrument is written about on so many days. */
const SHARE_OF_DAYS = 0.18;
const AUTHORS = ["Ada Quill", "Ben Marsh", "Cora Lindt", "Dov Peretz"] as const;
const PUBLISHERS = ["Harbour Wire", "Morning Ledger", "Tape & Ticker"] as const;
const STORIES = [
  ["raises its outlook for the year", "Management now expects sales to grow faster than it said in spring."],
  [
    "warns of a slower quarter",
    "Orders came in below plan, and the finance chief spoke of careful customers.",
  ],
  ["buys back more shares", "The board widened the programme by a quarter."],
  ["names a new head of operations", "She joins from a supplier and begins next month."],
  ["wins a contract with a public agency", "The order runs for five years; the price was not disclosed."],
  [
    "faces questions of a regulator",
    "The authority asked for documents; the company says that it cooperates.",
  ],
  ["is raised to buy by a broker", "The analyst sees the shares a fifth below their worth."],
  ["is cut to hold by a broker", "The analyst calls the price fair after the run of recent weeks."],
] as const;

/** What the papers of the world wrote in a window, oldest first; both ends belong to it. */
export function makeArticles(seed: number, fromMs: number, toMs: number): WorldArticle[] {
  const articles: WorldArticle[] = [];
  const symbols = [...LISTED.keys()];
  for (let at = Math.floor(fromMs / DAY_MS) - 1; at <= Math.floor(toMs / DAY_MS) + 1; at++) {
    const day = new Date(at * DAY_MS).toISOString().slice(0, 10);
    symbols.forEach((symbol, index) => {
      const article = articleOf(seed, day, at * 100 + index, symbol);
      if (article && article.publishedMs >= fromMs && article.publishedMs <= toMs) articles.push(article);
    });
  }
  return articles.sort((a, b) => a.publishedMs - b.publishedMs || a.id - b.id);
}

function articleOf(seed: number, day: string, id: number, symbol: string): WorldArticle | null {
  const listed = LISTED.get(symbol);
  const random = chanceOf(seed, "article", day, symbol);
  if (!listed || day < listed.listedOn || random() >= SHARE_OF_DAYS) return null;
  const pick = <T extends readonly unknown[]>(from: T): T[number] => from[Math.floor(random() * from.length)];
  const name = listed.company.name.replace(/,? (?:Inc\.|Corporation|& Co\.)$/, "");
  const [deed, summary] = pick(STORIES);
  const isWithSpy = symbol !== "SPY" && random() < 0.1;
  return {
    id,
    headline: `${name} ${deed}`,
    summary,
    content: `<p>${name} ${deed}. ${summary}</p>`,
    author: pick(AUTHORS),
    publisher: pick(PUBLISHERS),
    url: `https://news.example/${day}/${id}`,
    publishedMs: wallMs(day, 6 + Math.floor(random() * 14), Math.floor(random() * 60)),
    symbols: isWithSpy ? [symbol, "SPY"] : [symbol],
  };
}
