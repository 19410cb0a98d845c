import { type BarSeries, newYorkTime } from "#core/market-data";
import type { AnnouncedAction } from "#core/model";

/** What the engine reads of an announced action. */
export type CorporateAction = Pick<AnnouncedAction, "symbol" | "kind" | "exOn" | "ratio" | "amount">;

/** The end of an instrument's listing. */
export interface Delisting {
  symbol: string;
  /** First day without trading, YYYY-MM-DD. */
  on: string;
  /** What a share is then worth, USD, ≥ 0; its last close when left out. */
  value?: number;
}

/**
 * Splits and dividends laid on the first bar of their ex-day, New York time: they take effect before it opens. Those
 * before the first bar or after the last one have no effect.
 */
export function actionsByRow(
  series: BarSeries,
  actions: readonly CorporateAction[],
): { splits: Float64Array | null; dividends: Float64Array | null } {
  const own = actions.filter(({ symbol, kind }) => symbol === series.symbol && SEEN.has(kind));
  if (own.length === 0) return { splits: null, dividends: null };
  const splits = new Float64Array(series.times.length).fill(1);
  const dividends = new Float64Array(series.times.length);
  const days = Array.from(series.times, dayOf);
  for (const { kind, exOn, ratio, amount } of own) {
    const row = days.findIndex((day) => day >= exOn);
    if (row < 1) continue;
    if (kind === "split") splits[row] = (splits[row] as number) * (ratio ?? 1);
    else dividends[row] = (dividends[row] as number) + (amount ?? 0);
  }
  return { splits, dividends };
}

const SEEN: ReadonlySet<CorporateAction["kind"]> = new Set(["split", "dividend"]);

/** The first bar of the clock on or after the day an instrument stops being listed; -1 when there is none. */
export function delistingBar(
  series: BarSeries,
  clock: Float64Array,
  delistings: readonly Delisting[],
): { endsAt: number; endValue: number } {
  const own = delistings.find(({ symbol }) => symbol === series.symbol);
  if (!own) return { endsAt: -1, endValue: Number.NaN };
  const endsAt = clock.findIndex((time) => dayOf(time) >= own.on);
  return { endsAt, endValue: own.value ?? Number.NaN };
}

const dayOf = (time: number): string => newYorkTime(new Date(time)).date;
