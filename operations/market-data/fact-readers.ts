import type { Freshness } from "#core/market-data";
import { type Bar, type Instant, type Interval, InvalidInputError } from "#core/model";
import type { Context } from "../context.ts";
import { barsOf } from "./bars-of.ts";
import { type FactTable, tableOf } from "./fact-table.ts";
import { requireInstrument } from "./instruments.ts";
import { freshnessAt, momentOf } from "./moment.ts";

/** What can be read in bulk. */
export const FACT_KINDS = ["bars"] as const;
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
    const read = wish.to
      ? ({ kind: "occasional" } as const)
      : ({ kind: "bars", interval: wish.interval } as const);
    return {
      ...tableOf<Bar>(BAR_COLUMNS, bars),
      times: bars.map((bar) => bar.occurredAt),
      freshness: freshnessAt(ctx, momentOf(ctx, wish.asOf), read, bars.at(-1)),
    };
  },
};

const BAR_COLUMNS: Parameters<typeof tableOf<Bar>>[0] = {
  symbol: ["text", (bar) => bar.symbol],
  interval: ["text", (bar) => bar.interval],
  occurredAt: ["instant", (bar) => bar.occurredAt],
  knownAt: ["instant", (bar) => bar.knownAt],
  open: ["number", (bar) => bar.open],
  high: ["number", (bar) => bar.high],
  low: ["number", (bar) => bar.low],
  close: ["number", (bar) => bar.close],
  volume: ["number", (bar) => bar.volume],
  vwap: ["number", (bar) => bar.vwap],
  trades: ["number", (bar) => bar.trades],
  source: ["text", (bar) => bar.source],
  collector: ["text", (bar) => bar.collector],
};

function subjectOf({ subject }: FactWish, name: string): string {
  if (subject) return subject;
  throw new InvalidInputError({
    what: `No ${name} was given.`,
    why: "These facts are read of one at a time.",
    fix: `Name it: subject=… (in /api/data: ${name}=…).`,
  });
}
