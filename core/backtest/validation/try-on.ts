import type { BarSeries } from "#core/market-data";
import type { TradingCosts } from "#core/model";
import { replay } from "../replay.ts";
import { cutSeries } from "../unseen.ts";
import type { BarRange } from "./splits/bar-range.ts";
import type { Tried } from "./walk-forward.ts";

/**
 * Decisions of a whole history replayed on one stretch of it, from cash: averages may have warmed up on the bars
 * before, positions do not come along.
 *
 * @param directions 1 long, 0 flat, −1 short, decided at each bar's close of the whole series
 */
export function tryOn(
  series: BarSeries,
  directions: Int8Array,
  { from, to }: BarRange,
  cash: number,
  costs: TradingCosts,
): Tried {
  const { equity, metrics, trades } = replay(
    cutSeries(series, from, to),
    directions.slice(from, to),
    cash,
    costs,
  );
  return {
    equity,
    metrics,
    closed: trades.flatMap(({ entryBar, exit, profit }) =>
      exit ? [{ profit, share: profit / (equity[entryBar - 1] as number) }] : [],
    ),
  };
}
