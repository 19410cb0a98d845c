import type { Wish } from "../../collector.ts";
import { trouble } from "../vendor-call/index.ts";
import { groupIn, listIn, tokenIn } from "./answer-fields.ts";
import { type Asking, type Chunk, chunksOf, type Part } from "./part.ts";
import { books, newestQuotes, windowed } from "./price-parts.ts";
import { readActions, readAsset } from "./read-actions.ts";
import { readNews } from "./read-news.ts";
import { VENDOR } from "./telling.ts";

const NEWS_PAGE = 50;
const ACTIONS_PAGE = 1_000;

/** The questions a wish comes to. @throws VendorError for one Alpaca cannot be asked */
export function partsOf(wish: Wish, asking: Asking): Part[] {
  switch (wish.topic) {
    case "bars":
    case "trades":
      return windowed(wish.topic, wish, asking);
    case "quotes":
      if (wish.from === undefined || wish.to === undefined) return newestQuotes(wish.symbols, asking);
      return windowed("quotes", { symbols: wish.symbols, from: wish.from, to: wish.to }, asking);
    case "books":
      return books(wish.symbols, asking);
    case "articles":
      return articles(wish, asking);
    case "actions":
      return actions(wish, asking);
    case "profiles":
      return chunksOf(wish.symbols, 1).map((chunk) => profile(chunk, asking));
    default:
      throw trouble(VENDOR, "bad-request", `Alpaca has no ${wish.topic}.`);
  }
}

function articles(wish: Extract<Wish, { topic: "articles" }>, asking: Asking): Part[] {
  const [start, end] = [Date.parse(wish.from), Math.min(Date.parse(wish.to), asking.nowMs)];
  if (end < start) return [];
  const chunks = wish.symbols.length === 0 ? [{ names: [] }] : chunksOf(wish.symbols);
  const text = wish.text?.toLowerCase() ?? "";
  return chunks.map(({ names }) => ({
    names,
    isEachDue: false,
    ask: (token) =>
      asking.client.ask(() =>
        asking.client.marketData.news.newsRaw(
          {
            start: new Date(start),
            end: new Date(end),
            sort: "asc",
            symbols: names.length > 0 ? names.map((name) => name.replace("/", "")).join(",") : undefined,
            limit: Math.min(NEWS_PAGE, asking.pageRows),
            includeContent: true,
            excludeContentless: false,
            pageToken: token ?? undefined,
          },
          { signal: asking.signal },
        ),
      ),
    read: (body, telling) => {
      const rows = listIn(body, "news");
      const { facts, findings } = readNews(rows, telling);
      const wanted = facts.filter(({ headline, body: words }) =>
        `${headline}\n${words}`.toLowerCase().includes(text),
      );
      return { facts: { articles: wanted }, findings, names: [], token: tokenIn(body) };
    },
  }));
}

function actions(wish: Extract<Wish, { topic: "actions" }>, asking: Asking): Part[] {
  return chunksOf(wish.symbols)
    .filter(({ kind }) => kind === "stock")
    .map(({ names }) => ({
      names,
      isEachDue: false,
      ask: (token) =>
        asking.client.ask(() =>
          asking.client.marketData.corporateActions.corporateActionsRaw(
            {
              symbols: names.join(","),
              start: new Date(wish.from),
              end: new Date(wish.to),
              limit: Math.min(ACTIONS_PAGE, asking.pageRows),
              pageToken: token ?? undefined,
              sort: "asc",
            },
            { signal: asking.signal },
          ),
        ),
      read: (body, telling) => {
        const { facts, findings } = readActions(groupIn(body, "corporate_actions"), telling);
        return { facts: { actions: facts }, findings, names: [], token: tokenIn(body) };
      },
    }));
}

function profile({ names }: Chunk, asking: Asking): Part {
  const [name = ""] = names;
  return {
    names,
    isEachDue: true,
    ask: () => asking.assets.find(name, asking.signal),
    read: (body, telling) => {
      if (body === null) return { facts: {}, findings: [], names: [], token: null };
      const { facts, findings } = readAsset(body, name.replace("/", ""), telling);
      return { facts: { profiles: facts }, findings, names: [name], token: null };
    },
  };
}
