import type { World, WorldArticle } from "#stand-ins/world";
import { SOURCES, type WireArticle } from "./wire.ts";

/** Content is cut after so many characters. */
const SHOWN = 200;
const REMOVED = "[Removed]";

/** What NewsAPI has of the world's articles in a window, oldest first; both ends belong to it. */
export const printedIn = (world: World, fromMs: number, toMs: number): WireArticle[] =>
  world.articles(fromMs, toMs).map(print);

/** By its number an article is whole, lacks an author, a teaser or a known source, holds HTML, or was withdrawn. */
function print(article: WorldArticle): WireArticle {
  if (article.id % 17 === 3) return withdrawn(article);
  const source = SOURCES.find(({ name }) => name === article.publisher);
  const hasEntities = article.id % 7 === 1;
  return {
    source: { id: source?.id ?? null, name: article.publisher },
    author: article.id % 5 === 2 ? null : article.author,
    title: `${article.headline} - ${article.publisher}`,
    description:
      article.id % 11 === 4 ? null : `${article.summary}${hasEntities ? " Profit &amp; loss." : ""}`,
    url: article.url,
    urlToImage: article.id % 3 === 0 ? null : `${article.url}.jpg`,
    publishedAt: new Date(article.publishedMs).toISOString().replace(".000Z", "Z"),
    content: cut(`${article.content}\r\n${article.summary} ${FILLER}`),
  };
}

const FILLER =
  "The shares had moved little before the news. Two analysts who follow the company kept their views, and a third said that the market had waited for this.";

const cut = (text: string): string =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}… [+${text.length - SHOWN} chars]`;

function withdrawn({ publishedMs, id }: WorldArticle): WireArticle {
  return {
    source: { id: null, name: REMOVED },
    author: null,
    title: REMOVED,
    description: REMOVED,
    url: "https://removed.com",
    urlToImage: null,
    // Some keep their time, some are set back to the beginning.
    publishedAt:
      id % 2 === 0 ? "1970-01-01T00:00:00Z" : new Date(publishedMs).toISOString().replace(".000Z", "Z"),
    content: REMOVED,
  };
}
