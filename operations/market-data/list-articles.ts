import { z } from "zod";
import { Freshness } from "#core/market-data";
import { Article, CollectorName, Instant, InvalidInputError } from "#core/model";
import { type ArticleRow, loadArticles } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { toArticle } from "./article-rows.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, type Moment, momentOf, readAt } from "./moment.ts";

/** An article, with what else is known of its telling. */
const KnownArticle = Article.extend({
  collector: CollectorName,
  symbols: z.array(z.string()).describe("Instruments its vendor names"),
  alsoTold: z.number().int().describe("How many others told the same story by then"),
  flags: z.array(z.string()).describe("What is doubtful about its date: no-date, future-date"),
});
export type KnownArticle = z.infer<typeof KnownArticle>;

export const listArticles = defineOperation({
  name: "listArticles",
  summary:
    "Lists articles known by an instant, newest first, one for each story, of one instrument or all, in a window and with words of a text.",
  scope: "market:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).optional().describe("Ticker or company name"),
    text: z.string().trim().min(1).max(80).optional().describe("Words that headline or body must hold"),
    from: Instant.optional().describe("Published from"),
    to: Instant.optional(),
    asOf: Instant.optional().describe("Read as of this instant; now when left out"),
    limit: z.number().int().min(1).max(200).default(20),
    cursor: z.string().max(100).optional().describe("`nextCursor` of the answer before"),
  }),
  output: z.object({
    articles: z.array(KnownArticle),
    nextCursor: z.string().nullable(),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const moment = momentOf(ctx, input.asOf);
    const articles = await articlesKnown(ctx, moment, { ...input, limit: input.limit + 1 });
    const shown = articles.slice(0, input.limit);
    const last = shown.at(-1);
    return {
      articles: shown,
      nextCursor: articles.length > input.limit && last ? `${last.occurredAt}~${last.id}` : null,
      freshness: freshnessAt(ctx, moment, { kind: "occasional" }, articles[0]),
    };
  },
  run: async ({ prepared }) => prepared,
});

export interface ArticleWish {
  symbol?: string;
  text?: string;
  from?: Instant;
  to?: Instant;
  limit: number;
  cursor?: string;
}

/** Articles of an instrument by its vendor's word or by its names in the text, newest first. */
export function articlesKnown(ctx: Context, moment: Moment, wish: ArticleWish): Promise<KnownArticle[]> {
  const instrument = wish.symbol ? requireInstrument(ctx, wish.symbol) : null;
  const { text, from, to, limit, cursor } = wish;
  const before = cursor === undefined ? undefined : placeOf(cursor);
  const key = ["articles", instrument?.symbol ?? "", text, from, to, limit, cursor] as const;
  return readAt(ctx, moment, key, "open-window", async () => {
    const rows = await loadArticles(ctx.db, {
      asOf: moment.asOf,
      symbols: instrument ? [instrument.symbol] : [],
      words: instrument ? [instrument.symbol, instrument.name, ...instrument.aliases] : text ? [text] : [],
      from,
      to,
      // Of an instrument's articles those with the words are taken here.
      limit: instrument && text ? MOST_READ : limit,
      before,
    });
    return rows
      .filter((row) => !text || holds(row, text))
      .slice(0, limit)
      .map(toKnown);
  });
}

/** Articles of one instrument that are looked through for words. */
const MOST_READ = 1_000;

const holds = ({ headline, body }: ArticleRow, text: string): boolean =>
  `${headline}\n${body}`.toLowerCase().includes(text.toLowerCase());

const toKnown = (row: ArticleRow): KnownArticle => ({
  ...toArticle(row),
  collector: row.collector,
  symbols: row.symbols,
  alsoTold: row.alsoTold,
  flags: row.flags,
});

function placeOf(cursor: string): { occurredAt: Instant; id: string } {
  const [occurredAt = "", id = ""] = cursor.split("~");
  if (Instant.safeParse(occurredAt).success && id) return { occurredAt, id };
  throw new InvalidInputError({
    what: `"${cursor}" is not a cursor.`,
    why: "A cursor says where the answer before ended.",
    fix: "Hand back nextCursor as it was given, with the same question.",
  });
}
