import type { World, WorldArticle } from "#stand-ins/world";
import { AlpacaRefusal } from "../errors.ts";
import type { Window } from "./history.ts";
import { limitOf } from "./paging.ts";
import { stamp, type WireNews } from "./wire.ts";

/** GET /v1beta1/news: newest first unless told otherwise, at most 50 a page. */
export function newsPage(
  world: World,
  pushed: readonly WireNews[],
  window: Window,
  query: URLSearchParams,
): object {
  const symbols = query.get("symbols")?.split(",").filter(Boolean) ?? [];
  const known = new Set(pushed.map(({ id }) => id));
  const rows = world
    .articles(window.fromMs, window.toMs)
    .map(wireNews)
    .filter(({ id }) => !known.has(id));
  const all = [...rows, ...pushed]
    .filter(
      ({ updated_at }) => Date.parse(updated_at) >= window.fromMs && Date.parse(updated_at) <= window.toMs,
    )
    .filter((row) => symbols.length === 0 || row.symbols.some((symbol) => symbols.includes(symbol)))
    .sort((a, b) => Date.parse(a.updated_at) - Date.parse(b.updated_at) || a.id - b.id);
  if (query.get("sort") !== "asc") all.reverse();
  const limit = limitOf(query, 10, 50);
  const start = startOf(query.get("page_token"), all);
  const news = all.slice(start, start + limit);
  const last = start + limit < all.length ? news.at(-1) : undefined;
  return {
    news: query.get("include_content") === "true" ? news : news.map((row) => ({ ...row, content: "" })),
    next_page_token: last ? Buffer.from(`after ${last.id}`).toString("base64url") : null,
  };
}

function startOf(token: string | null, all: readonly WireNews[]): number {
  if (token === null || token === "") return 0;
  const match = /^after (\d+)$/.exec(Buffer.from(token, "base64url").toString());
  const index = all.findIndex(({ id }) => id === Number(match?.[1]));
  if (index === -1) throw new AlpacaRefusal(400, null, "invalid page_token");
  return index + 1;
}

export const wireNews = (article: WorldArticle): WireNews => ({
  id: article.id,
  headline: article.headline,
  author: article.author,
  created_at: stamp(article.publishedMs),
  updated_at: stamp(article.publishedMs),
  summary: article.summary,
  content: article.content,
  url: article.url,
  images: [],
  symbols: article.symbols,
  source: article.publisher.toLowerCase(),
});
