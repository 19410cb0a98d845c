import { seeded } from "#stand-ins/loopback";
import type { World, WorldArticle } from "#stand-ins/world";
import type { Listed } from "./listing.ts";
import type { Market } from "./market.ts";
import { typeWord } from "./quote.ts";
import { type Answer, type Call, epochS, json } from "./wire.ts";

const NEWS_DAYS = 60;

/** /v1/finance/search: instruments by symbol or name, and the newest headlines. No envelope. */
export function search(
  call: Call,
  listing: ReadonlyMap<string, Listed>,
  market: Market,
  world: World,
): Answer {
  const wanted = (call.query.get("q") ?? "").trim().toLowerCase();
  const [quotesCount, newsCount] = [count(call, "quotesCount", 6), count(call, "newsCount", 4)];
  const found = [...listing.values()].filter(
    ({ symbol, name }) => symbol.toLowerCase() === wanted || name.toLowerCase().includes(wanted),
  );
  const quotes = [...found.map((listed) => rowOf(listed, world)), ...strangers(found)].slice(0, quotesCount);
  const news = newest(wanted, found, market, world).slice(0, newsCount).map(newsRow);
  return json({
    explains: [],
    count: quotes.length + news.length,
    quotes,
    news,
    nav: [],
    lists: [],
    researchReports: [],
    screenerFieldResults: [],
    totalTime: 42,
    timeTakenForQuotes: 410,
    timeTakenForNews: 700,
    timeTakenForAlgowatchlist: 400,
    timeTakenForPredefinedScreener: 400,
    timeTakenForCrunchbase: 400,
    timeTakenForNav: 400,
    timeTakenForResearchReports: 0,
    timeTakenForScreenerField: 0,
    timeTakenForCulturalAssets: 0,
    timeTakenForSearchLists: 0,
  });
}

const count = (call: Call, name: string, usual: number): number =>
  Math.max(0, Number(call.query.get(name) ?? usual) || 0);

function rowOf(listed: Listed, world: World) {
  const company = listed.quoteType === "EQUITY" ? world.company(listed.of) : null;
  return {
    exchange: listed.exchange,
    shortname: listed.name,
    longname: listed.name,
    quoteType: listed.quoteType,
    symbol: listed.symbol,
    index: "quotes",
    score: 20_000,
    typeDisp: typeWord(listed),
    exchDisp: listed.fullExchangeName,
    ...(company ? { sector: company.sector, industry: company.industry } : {}),
    isYahooFinance: true,
  };
}

/** A company that no exchange lists: a row without a symbol. */
const strangers = ([first]: readonly Listed[]) =>
  first
    ? [
        {
          index: "78ddc07626ff4bbcae663e88514c23a0",
          name: `${first.name} Ventures`,
          permalink: "ventures",
          isYahooFinance: false,
        },
      ]
    : [];

/** Newest first, of the instruments found or with the words in the headline. */
function newest(wanted: string, found: readonly Listed[], { nowMs }: Market, world: World): WorldArticle[] {
  const subjects = new Set(found.map(({ symbol }) => symbol));
  return world
    .articles(nowMs - NEWS_DAYS * 86_400_000, nowMs)
    .filter(
      ({ headline, symbols }) =>
        symbols.some((symbol) => subjects.has(symbol)) || headline.toLowerCase().includes(wanted),
    )
    .reverse();
}

const newsRow = (article: WorldArticle) => ({
  uuid: articleUuid(article.id),
  title: article.headline,
  publisher: article.publisher,
  link: article.url,
  providerPublishTime: epochS(article.publishedMs),
  type: "STORY",
  thumbnail: { resolutions: [{ url: `${article.url}.jpg`, width: 140, height: 140, tag: "140x140" }] },
  relatedTickers: article.symbols,
});

/** What Yahoo calls an article of the world's. */
export function articleUuid(id: number): string {
  const random = seeded(id);
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
