import {
  alignMarket,
  DirectionTrader,
  type Gate,
  runLiveReplay,
  runPortfolio,
  simulate,
} from "#core/backtest";
import { smaAbove } from "#core/indicators";
import type { BarSeries } from "#core/market-data";
import type { BacktestInputs, ExitRules } from "#core/model";
import { atLeast, type Bench, type Figure, micros, perSecond, seen } from "./report.ts";
import { sp500 } from "./sp500.ts";
import { fastestNs } from "./timing.ts";

const RUNS = 60;
const COSTS = { commissionBps: 1, slippageBps: 2 };
const CASH = 1_000_000;
const BRACKET: ExitRules = { stopFraction: 0.05, trailingFraction: 0.08, targetFraction: 0.2 };

export const replayEngineBench: Bench = {
  name: "replay",
  method: `The event-driven engine on 5,000 daily bars of the S&P 500, SMA cross 10/50, costs on, a gate asked about every order; fastest of ${RUNS} runs on one core. Orders at the next open; then with a bracket and a trailing stop worked at every bar; then ten instruments on one account; then every order through all real gates and the life of a real order.`,
  async run() {
    const { series } = await sp500();
    const gate: Gate = () => null;
    const plain = barsPerSecond(series, 1, undefined, gate);
    return {
      figures: [
        atLeast("replay engine, order queue and gate hook, bars", plain, 2_000_000, perSecond),
        seen(
          "  with stop, trailing stop and target working",
          perSecond(barsPerSecond(series, 1, BRACKET, gate)),
        ),
        seen("  ten instruments on one account", perSecond(barsPerSecond(series, 10, undefined, gate))),
        ...liveFigures(series),
      ],
    };
  },
};

/** Bars of all instruments together. */
function barsPerSecond(
  series: BarSeries,
  instruments: number,
  exits: ExitRules | undefined,
  gate: Gate,
): number {
  const all = Array.from({ length: instruments }, (_, k) => ({ ...series, symbol: `S${k}` }));
  const market = alignMarket(all);
  const directions = all.map((_, k) => smaAbove(series.close, 10, 50 + k));
  const settings = { initialCash: CASH, costs: COSTS, gate };
  const ns = fastestNs(RUNS, () => {
    simulate(market, new DirectionTrader(directions, { exits }), settings);
  });
  return (instruments * series.close.length * 1e9) / ns;
}

/** The whole report of the live path; what the gates alone take is in the bench of the gate. */
function liveFigures(series: BarSeries): Figure[] {
  const volume = new Float64Array(series.close.length).fill(10_000_000);
  const inputs: BacktestInputs = {
    strategy: "sma-cross",
    parameters: { fast: 10, slow: 50 },
    symbol: series.symbol,
    interval: "1d",
    from: "2000-01-01T00:00:00.000Z",
    to: "2021-01-01T00:00:00.000Z",
    asOf: "2021-01-01T00:00:00.000Z",
    initialCash: CASH,
    costs: COSTS,
    sizing: { kind: "fixed-fraction", fraction: 0.02 },
  };
  const facts = { id: "bench", inputs, seriesOf: () => ({ ...series, volume }), signals: [] };
  let judged = 0;
  const live = fastestNs(15, () => {
    judged = runLiveReplay(facts).judged;
  });
  const plain = fastestNs(15, () => {
    runPortfolio(facts);
  });
  const bars = series.close.length;
  return [
    seen(`live replay, ${judged} orders in ${bars} bars, with its report`, perSecond((bars * 1e9) / live)),
    seen("  gates and life of one order", micros((live - plain) / 1e3 / judged)),
  ];
}
