import type { TradingCosts } from "#core/model";
import { alignMarket } from "../market.ts";
import type { OrderDraft } from "../order-draft.ts";
import { type Simulation, type SimulationSettings, simulate } from "../simulate.ts";
import { type BarRow, seriesOf } from "./a-market.ts";

export const FREE: TradingCosts = { commissionBps: 0, slippageBps: 0 };

/** An order of the only instrument; the bar at whose close it is placed stands before it. */
export type Scripted = readonly [bar: number, draft: Omit<OrderDraft, "instrument">];

/** Replays orders written down beforehand on the bars of one instrument, with 10,000 USD and no costs. */
export function runScript(
  bars: readonly BarRow[],
  script: readonly Scripted[],
  settings: Partial<SimulationSettings> = {},
): Simulation {
  const trader = {
    onClose: (bar: number, desk: { place(draft: OrderDraft): number }) => {
      for (const [at, draft] of script) if (at === bar) desk.place({ instrument: 0, ...draft });
    },
  };
  return simulate(alignMarket([seriesOf(bars)]), trader, { initialCash: 10_000, costs: FREE, ...settings });
}

/** Fills as "bar: +units at price", - for a sale. */
export function toldFills({ fills }: Simulation): string[] {
  return Array.from({ length: fills.length }, (_, at) => {
    const sign = fills.side.at(at) > 0 ? "+" : "-";
    return `${fills.bar.at(at)}: ${sign}${fills.units.at(at)} at ${Number(fills.price.at(at).toFixed(6))}`;
  });
}
