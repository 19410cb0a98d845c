import type { BarSeries } from "#core/market-data";
import type { BacktestTrade, LookAheadFinding } from "#core/model";

type Finding = LookAheadFinding["findings"][number];

/**
 * Trades that were entered, or left by the rule, in the bar whose close decided them. An entry at a bar needs a
 * decision for its side at the close before, an exit by the rule one against it.
 *
 * @param directions the rule's decisions, one for each bar of the series
 */
export function sameBarFill(
  trades: readonly BacktestTrade[],
  series: BarSeries,
  directions: Int8Array,
): Finding | undefined {
  const barAt = new Map(Array.from(series.times, (time, bar) => [time, bar]));
  const before = (instant: string) => directions[(barAt.get(Date.parse(instant)) ?? 0) - 1] ?? 0;
  for (const trade of trades) {
    if (trade.symbol !== undefined && trade.symbol !== series.symbol) continue;
    const side = trade.side === "short" || trade.quantity < 0 ? -1 : 1;
    if (before(trade.enteredAt) !== side)
      return told(
        trade.enteredAt,
        `entered ${side > 0 ? "long" : "short"} though the close before had not decided so`,
      );
    const byRule = trade.exitReason === "rule" || trade.exitReason === undefined;
    if (trade.exitedAt && byRule && before(trade.exitedAt) === side)
      return told(trade.exitedAt, "left by the rule though the close before had not decided so");
  }
  return undefined;
}

const told = (at: string, what: string): Finding => ({
  at,
  method: "same-bar-fill",
  words: `A trade was ${what}: the fill is not after its decision.`,
});
