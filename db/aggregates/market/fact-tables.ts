import { announcedActions } from "../../schema/announced-actions.ts";
import { bars } from "../../schema/bars.ts";
import { bookSnapshots } from "../../schema/book-snapshots.ts";
import { earningsDates } from "../../schema/earnings-dates.ts";
import { priceBands, tradingStatuses, tradingWatches } from "../../schema/halts-and-bands.ts";
import { indicatorSeries } from "../../schema/indicator-series.ts";
import { observations } from "../../schema/observations.ts";
import { posts } from "../../schema/posts.ts";
import { profiles } from "../../schema/profiles.ts";
import { quotes } from "../../schema/quotes.ts";
import { releases } from "../../schema/releases.ts";
import { trades } from "../../schema/trades.ts";
import { transcripts } from "../../schema/transcripts.ts";
import type { FactTable } from "./store-rows.ts";

/** The tables of facts, each with what names a fact in it. */
export const FACT_TABLES = {
  bars: { table: bars, key: ["symbol", "interval", "occurred_at", "source", "collector"] },
  quotes: { table: quotes, key: ["symbol", "occurred_at", "source", "collector"] },
  trades: { table: trades, key: ["symbol", "id", "source", "collector"] },
  books: { table: bookSnapshots, key: ["symbol", "occurred_at", "source", "collector"] },
  statuses: { table: tradingStatuses, key: ["symbol", "occurred_at", "code", "source", "collector"] },
  bands: { table: priceBands, key: ["symbol", "occurred_at", "source", "collector"] },
  watches: { table: tradingWatches, key: ["symbol", "occurred_at", "source", "collector"] },
  posts: { table: posts, key: ["platform", "post_id"] },
  transcripts: { table: transcripts, key: ["symbol", "fiscal_year", "fiscal_quarter", "collector"] },
  actions: { table: announcedActions, key: ["symbol", "kind", "ex_on", "source", "collector"] },
  earnings: { table: earningsDates, key: ["symbol", "occurred_at", "collector"] },
  series: { table: indicatorSeries, key: ["id", "collector"] },
  observations: { table: observations, key: ["series_id", "period_on", "vintage_on", "source", "collector"] },
  releases: { table: releases, key: ["release_id", "occurred_at", "collector"] },
  profiles: { table: profiles, key: ["symbol", "collector"] },
} as const satisfies Record<string, FactTable>;

export type FactTopic = keyof typeof FACT_TABLES;
