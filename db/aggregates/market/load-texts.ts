import { type SQL, sql } from "drizzle-orm";
import { type Instant, Post, Transcript } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import type { articles } from "../../schema/articles.ts";
import { FACT_TABLES } from "./fact-tables.ts";
import { readAsOf, within } from "./read-as-of.ts";

export interface TextQuestion {
  asOf: Instant;
  /** Named by the vendor, or by one of these words in headline or text. */
  symbols?: readonly string[];
  /** Any of these words, whatever their case. */
  words?: readonly string[];
  from?: Instant;
  to?: Instant;
  /** The newest so many. */
  limit: number;
  /** Only what stands before this one in the order of the answer. */
  before?: { occurredAt: Instant; id: string };
}

/** An article with how many others told the same story by then. */
export type ArticleRow = typeof articles.$inferSelect & { alsoTold: number };

/**
 * Articles as they were known at an instant, newest first: the newest version of each, and one for each story.
 */
export async function loadArticles(
  db: Database | Transaction,
  question: TextQuestion,
): Promise<ArticleRow[]> {
  const { asOf, symbols = [], words = [], from, to, limit, before } = question;
  const until = sql`${asOf}::text::timestamptz`;
  const named = naming(symbols, words, ["headline", "body"]);
  const rows = await db.execute(sql`
    select * from (
      select distinct on (coalesce(cluster_key, id)) *,
        count(*) over (partition by coalesce(cluster_key, id))::int - 1 as also_told
      from (
        select * from articles told
        where known_at <= ${until} and ${within("occurred_at", from, to)} and ${named}
          and (vendor_id is null or id = (
            select newest.id from articles newest
            where newest.collector = told.collector and newest.vendor_id = told.vendor_id and newest.known_at <= ${until}
            order by newest.known_at desc, newest.updated_at desc nulls last, newest.id desc limit 1))
      ) version
      order by coalesce(cluster_key, id), known_at, id
    ) story
    where ${before ? sql`(occurred_at, id) < (${before.occurredAt}::text::timestamptz, ${before.id})` : sql`true`}
    order by occurred_at desc, id desc limit ${limit}`);
  return [...rows].map(toRow);
}

function toRow(row: Record<string, unknown>): ArticleRow {
  const instants = ["occurred_at", "known_at", "updated_at"];
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      instants.includes(name) && value !== null ? new Date(value as string) : value,
    ]),
  ) as ArticleRow;
}

/** Posts as they were known at an instant, newest first. */
export async function loadPosts(db: Database | Transaction, question: TextQuestion): Promise<Post[]> {
  const { asOf, symbols = [], words = [], from, to, limit } = question;
  const rows = await readAsOf(db, FACT_TABLES.posts, {
    asOf,
    holding: sql`${within("occurred_at", from, to)} and ${naming(symbols, words, ["text"])}`,
    order: sql`occurred_at desc, post_id desc`,
    limit,
  });
  return rows.map((row) => Post.parse(row));
}

/** Earnings calls of a company as they were known at an instant, newest first. */
export async function loadTranscripts(
  db: Database | Transaction,
  { symbol, asOf, limit }: { symbol: string; asOf: Instant; limit: number },
): Promise<Transcript[]> {
  const rows = await readAsOf(db, FACT_TABLES.transcripts, {
    asOf,
    where: sql`symbol = ${symbol}`,
    order: sql`fiscal_year desc, fiscal_quarter desc`,
    limit,
  });
  return rows.map((row) => Transcript.parse(row));
}

function naming(symbols: readonly string[], words: readonly string[], columns: readonly string[]): SQL {
  const ways = [
    ...(symbols.length > 0 ? [sql`symbols && ${sql.param([...symbols])}::text[]`] : []),
    ...words.flatMap((word) =>
      columns.map((column) => sql`${sql.identifier(column)} ilike ${`%${escaped(word)}%`}`),
    ),
  ];
  return ways.length > 0 ? sql`(${sql.join(ways, sql` or `)})` : sql`true`;
}

const escaped = (word: string) => word.replace(/[\\%_]/g, "\\$&");
