import { endSweepThreads, Kernel, openTrials, replayRule, runInWorkers, runStrategy } from "#core/backtest";
import type { BarSeries } from "#core/market-data";
import type { Bar } from "#core/model";
import { ruleOf } from "#core/strategy";
import { type CReading, compileCLoop } from "./c-loop.ts";
import type { Outcome } from "./per-bar-loop.ts";
import { atLeast, type Bench, type Figure, micros, seen, times } from "./report.ts";
import { sp500 } from "./sp500.ts";
import { fastestNs, median } from "./timing.ts";

const ROUNDS = 9;
const RUNS = 1_000;
const CASH = 100_000;
const COSTS = { commissionBps: 5, slippageBps: 5 };
const PAIR = { fast: 20, slow: 50 };
const FAST: [number, number] = [2, 101];
const SLOW: [number, number] = [102, 201];
const PAIRS = 10_000;

export const backtestBench: Bench = {
  name: "backtest",
  method: `SMA cross on 5,000 real S&P 500 bars: decisions, fills with costs, equity curve, Sharpe, drawdown, trades. The C loop does the same, is compiled on the spot, and must give the same result first. Fastest of ${RUNS.toLocaleString("en-US")} runs, in turns; median of ${ROUNDS} such ratios. The grid is ${PAIRS.toLocaleString("en-US")} pairs on one core, with all metrics: processor time, fastest of ${ROUNDS} in turns. Then the same grid by one and by two threads in turns, fastest of ${ROUNDS} by the clock.`,
  async run() {
    const { series, bars } = await sp500();
    const c = compileCLoop(series, CASH, COSTS);
    if (!c) return { skipped: "there is no C compiler (cc) on this machine to compare with" };
    try {
      assertEqual("20/50", c.single(PAIR.fast, PAIR.slow, 1), outcomeOf(series, PAIR.fast, PAIR.slow));
      const rounds = Array.from({ length: ROUNDS }, () => ({
        ours: fastestNs(RUNS, () => tryPair(series, PAIR.fast, PAIR.slow)),
        theirs: c.single(PAIR.fast, PAIR.slow, RUNS).ns,
      }));
      // A thread of a sweep keeps its kernel for the next one as well; averages are made anew.
      const kernel = new Kernel();
      const grids = Array.from({ length: ROUNDS }, () => {
        const ours = ourGrid(series, kernel);
        const theirs = c.grid(FAST, SLOW);
        assertEqual("the grid", theirs, ours);
        return { ours: ours.ns, theirs: theirs.ns };
      });
      const grid = {
        ours: Math.min(...grids.map(({ ours }) => ours)),
        theirs: Math.min(...grids.map(({ theirs }) => theirs)),
      };
      const whole = fastestNs(50, () =>
        runStrategy({ id: "bench", inputs: inputsOf(bars), bars, signals: [] }),
      );
      return {
        figures: [
          atLeast("one backtest, speed against C", ratioOf(rounds), 0.7, times),
          seen("  one backtest, ours", micros(median(rounds.map((round) => round.ours)) / 1e3)),
          seen("  one backtest, C", micros(median(rounds.map((round) => round.theirs)) / 1e3)),
          seen("  with dated report, from bars", micros(whole / 1e3)),
          atLeast("grid of 10,000, speed against C", grid.theirs / grid.ours, 1.5, times),
          seen(
            "  each pair, ours / C",
            `${micros(grid.ours / 1e3 / PAIRS)} / ${micros(grid.theirs / 1e3 / PAIRS)}`,
          ),
          ...(await threadFigures(series)),
        ],
      };
    } finally {
      c.close();
      await endSweepThreads();
    }
  },
};

const ratioOf = (pairs: readonly { ours: number; theirs: number }[]) =>
  median(pairs.map(({ ours, theirs }) => theirs / ours));

const tryPair = (series: BarSeries, fast: number, slow: number) =>
  replayRule(ruleOf("sma-cross"), { series, signals: [] }, { fast, slow }, CASH, COSTS);

export function outcomeOf(series: BarSeries, fast: number, slow: number): Outcome {
  const { metrics } = tryPair(series, fast, slow);
  return { ...metrics, sharpeRatio: metrics.sharpeRatio ?? 0 };
}

const inputsOf = (bars: readonly Bar[]) => ({
  strategy: "sma-cross" as const,
  parameters: PAIR,
  symbol: "SP500",
  interval: "1d" as const,
  from: bars[0]?.occurredAt ?? "",
  to: bars.at(-1)?.occurredAt ?? "",
  asOf: bars.at(-1)?.occurredAt ?? "",
  initialCash: CASH,
  costs: COSTS,
});

const range = ([from, to]: [number, number]) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const jobOf = (series: BarSeries) => ({
  strategy: "sma-cross" as const,
  axes: [
    { name: "fast", values: range(FAST) },
    { name: "slow", values: range(SLOW) },
  ],
  series,
  signals: [],
  initialCash: CASH,
  costs: COSTS,
});

/** What one thread of a sweep does, its averages included. */
function ourGrid(series: BarSeries, kernel: Kernel): CReading {
  const sum = { ns: 0, finalEquity: 0, sharpeRatio: 0, maxDrawdown: 0, tradeCount: 0 };
  const start = process.cpuUsage();
  const tryAt = openTrials(jobOf(series), kernel);
  for (let place = 0; place < PAIRS; place++) {
    const metrics = tryAt(place);
    if (!metrics) continue;
    sum.finalEquity += metrics.finalEquity;
    sum.sharpeRatio += metrics.sharpeRatio ?? 0;
    sum.maxDrawdown += metrics.maxDrawdown;
    sum.tradeCount += metrics.tradeCount;
  }
  const { user, system } = process.cpuUsage(start);
  sum.ns = (user + system) * 1e3;
  return sum;
}

/** The grid as a sweep runs it, threads and messages included. The first sweeps start the threads. */
async function threadFigures(series: BarSeries): Promise<Figure[]> {
  const one = { clock: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY };
  const two = { ...one };
  const turns = [
    { workers: 1, best: one },
    { workers: 2, best: two },
  ];
  for (let round = -2; round < ROUNDS; round++)
    for (const { workers, best } of turns) {
      const start = { clock: process.hrtime.bigint(), processor: process.cpuUsage() };
      await runInWorkers(jobOf(series), PAIRS, { workers });
      const { user, system } = process.cpuUsage(start.processor);
      if (round < 0) continue;
      best.clock = Math.min(best.clock, Number(process.hrtime.bigint() - start.clock));
      best.processor = Math.min(best.processor, (user + system) * 1e3);
    }
  const perPair = (ns: number) => micros(ns / 1e3 / PAIRS);
  return [
    atLeast("grid by two threads, speed against one", one.clock / two.clock, 1.8, times),
    seen("  each pair, one thread / two", `${perPair(one.clock)} / ${perPair(two.clock)}`),
    seen("  the same in processor time", `${perPair(one.processor)} / ${perPair(two.processor)}`),
  ];
}

/** A race between two that do not do the same work says nothing. */
function assertEqual(what: string, theirs: Outcome, ours: Outcome): void {
  for (const name of ["finalEquity", "sharpeRatio", "maxDrawdown", "tradeCount"] as const)
    if (!(Math.abs(theirs[name] - ours[name]) <= 1e-9 * Math.abs(theirs[name])))
      throw new Error(`${name} of ${what} is ${ours[name]} here and ${theirs[name]} in C`);
}
