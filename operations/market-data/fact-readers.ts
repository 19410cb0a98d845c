import type { FactKind, Freshness } from "#core/market-data";
import { type Instant, type Interval, InvalidInputError, type Source } from "#core/model";
import { loadObservations, loadQuotes, loadTrades } from "#db";
import type { Context } from "../context.ts";
import { barsOf } from "./bars-of.ts";
import {
  ARTICLE_COLUMNS,
  BAR_COLUMNS,
  type FactColumns,
  OBSERVATION_COLUMNS,
  QUOTE_COLUMNS,
  TRADE_COLUMNS,
} from "./fact-columns.ts";
import { type FactTable, tableOf } from "./fact-table.ts";
import { requireInstrument } from "./instruments.ts";
import { articlesKnown } from "./list-articles.ts";
import { freshnessAt, momentOf } from "./moment.ts";

/** What can be read in bulk. */
export const FACT_KINDS = ["bars", "trades", "quotes", "observations", "articles"] as const;
export type FactKindName = (typeof FACT_KINDS)[number];

export interface FactWish {
  subject?: string;
  interval: Interval;
  from?: Instant;
  to?: Instant;
  asOf?: Instant;
  /** The newest so many. */
  limit: number;
}

/** Rows oldest first, the instant each is paged by, and how fresh they are. */
export interface FactRead extends FactTable {
  times: Instant[];
  freshness: Freshness;
}

/** How each kind is read. */
export const FACT_READERS: Record<FactKindName, (ctx: Context, wish: FactWish) => Promise<FactRead>> = {
  bars: async (ctx, wish) => {
    const { symbol } = requireInstrument(ctx, subjectOf(wish, "symbol"));
    const bars = await barsOf(ctx, { ...wish, symbol });
    return readOf(ctx, wish, { kind: "bars", interval: wish.interval }, BAR_COLUMNS, bars);
  },
  trades: async (ctx, wish) => {
    const { symbol } = requireInstrument(ctx, subjectOf(wish, "symbol"));
    const { asOf } = momentOf(ctx, wish.asOf);
    const trades = await loadTrades(ctx.db, { ...wish, symbol, asOf });
    return readOf(ctx, wish, { kind: "prices" }, TRADE_COLUMNS, trades);
  },
  quotes: async (ctx, wish) => {
    const { symbol } = requireInstrument(ctx, subjectOf(wish, "symbol"));
    const { asOf } = momentOf(ctx, wish.asOf);
    const quotes = await loadQuotes(ctx.db, { ...wish, symbol, asOf });
    return readOf(ctx, wish, { kind: "prices" }, QUOTE_COLUMNS, quotes);
  },
  observations: async (ctx, wish) => {
    const { asOf } = momentOf(ctx, wish.asOf);
    const [from, to] = [wish.from?.slice(0, 10), wish.to?.slice(0, 10)];
    const found = await loadObservations(ctx.db, { seriesId: subjectOf(wish, "seriesId"), asOf, from, to });
    const values = found
      .slice(-wish.limit)
      .map((told) => ({ ...told, occurredAt: `${told.periodOn}T00:00:00.000Z` }));
    return readOf(ctx, wish, { kind: "occasional" }, OBSERVATION_COLUMNS, values);
  },
  articles: async (ctx, wish) => {
    const { subject: symbol, from, to, limit } = wish;
    const articles = await articlesKnown(ctx, momentOf(ctx, wish.asOf), { symbol, from, to, limit });
    return readOf(ctx, wish, { kind: "occasional" }, ARTICLE_COLUMNS, articles.toReversed());
  },
};

/** Facts, oldest first, as a table with how fresh its newest is. */
function readOf<Fact extends { occurredAt: Instant; source: Source; collector?: string }>(
  ctx: Context,
  wish: FactWish,
  read: FactKind,
  columns: FactColumns<Fact>,
  facts: readonly Fact[],
): FactRead {
  // A window that ends in the past is as fresh as it can be.
  const kind = wish.to ? ({ kind: "occasional" } as const) : read;
  return {
    ...tableOf(columns, facts),
    times: facts.map(({ occurredAt }) => occurredAt),
    freshness: freshnessAt(ctx, momentOf(ctx, wish.asOf), kind, facts.at(-1)),
  };
}

function subjectOf({ subject }: FactWish, name: string): string {
  if (subject) return subject;
  throw new InvalidInputError({
    what: `No ${name} was given.`,
    why: "These facts are read of one at a time.",
    fix: `Name it: ${name}=… in GET /api/data, subject in readFacts.`,
  });
}
