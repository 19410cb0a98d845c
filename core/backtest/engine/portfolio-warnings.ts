import type { BacktestInputs, PerformanceMetrics } from "#core/model";
import type { CorporateAction } from "./corporate-actions.ts";
import type { Market } from "./market.ts";
import type { Simulation } from "./simulate.ts";

/** What a careful reader must know of a portfolio run beside what holds for every backtest. */
export function portfolioWarnings(facts: {
  market: Market;
  inputs: BacktestInputs;
  result: Simulation;
  metrics: PerformanceMetrics;
  actions: readonly CorporateAction[];
}): string[] {
  const { market, inputs, result, actions } = facts;
  const warnings: string[] = [];
  const at = (bar: number) => new Date(market.times[bar] ?? Number.NaN).toISOString().slice(0, 10);
  if (result.ruinedAt >= 0)
    warnings.push(
      `The account was gone on ${at(result.ruinedAt)}, and the replay stopped there${result.writtenOff > 0 ? ` with ${result.writtenOff.toFixed(2)} USD owed to the broker` : ""}.`,
    );
  if (result.marginCalls > 0)
    warnings.push(
      `The broker closed positions ${times(result.marginCalls)} because the margin was too small.`,
    );
  if (result.unaffordable > 0)
    warnings.push(`${result.unaffordable} entries did not trade because not one unit could be paid for.`);
  for (const { id, count, reason, bar } of result.refusals)
    warnings.push(
      `${id} refused ${count} ${count === 1 ? "order" : "orders"}, first on ${at(bar)}: ${reason}`,
    );
  const last = market.times.length - 1;
  for (const [k, { series, endsAt }] of market.listings.entries())
    if (endsAt < 0 && (market.rows[k]?.[last] ?? -1) < 0)
      warnings.push(
        `The bars of ${series.symbol} end before the others'; what was held stayed at its last close.`,
      );
  const unseen = new Set(
    actions.filter(({ kind }) => !["split", "dividend", "delisting"].includes(kind)).map(({ kind }) => kind),
  );
  if (unseen.size > 0) warnings.push(`Not replayed: ${[...unseen].sort().join(", ")}.`);
  const shorts = result.trades.side.written().some((side) => side < 0);
  if (shorts && inputs.costs.borrowPerYear === undefined)
    warnings.push("Shorts were borrowed for nothing; real ones are paid for.");
  return warnings;
}

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);
