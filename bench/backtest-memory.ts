import { endSweepThreads, runInWorkers } from "#core/backtest";
import type { Signal } from "#core/model";
import { atMost, type Bench, perSecond, seen } from "./report.ts";
import { sp500 } from "./sp500.ts";

const WORKERS = 2;
const BARS = 50;
const NEWS_EVERY = 5;
/** 25 × 20 × 40 × 50, a million of them. */
const AXES = [
  axis("halfLifeDays", 25, 0.5, 0.5),
  axis("entryThreshold", 20, 0.2, 0.05),
  axis("exitThreshold", 40, -0.5, 0.01),
  axis("maxHoldingDays", 50, 1, 2),
];
const TRIALS = 1_000_000;

export const backtestMemoryBench: Bench = {
  name: "backtest-memory",
  isLong: true,
  method: `One sweep of ${TRIALS.toLocaleString("en-US")} trials of a rule that decides for itself, ${BARS} bars each, in ${WORKERS} threads. Memory of the whole process, looked at in every hundredth part: the most it held after the first tenth over what it held then.`,
  async run() {
    const { series, bars } = await sp500();
    const cut = (column: Float64Array) => column.slice(0, BARS);
    const { times, open, high, low, close, volume } = series;
    const columns = { times: cut(times), open: cut(open), high: cut(high), low: cut(low), close: cut(close) };
    const job = {
      strategy: "news-sentiment" as const,
      axes: AXES,
      series: { ...series, ...columns, volume: cut(volume) },
      signals: bars.slice(0, BARS).flatMap((bar, at) => (at % NEWS_EVERY === 0 ? [news(bar.knownAt)] : [])),
      initialCash: 100_000,
      costs: { commissionBps: 5, slippageBps: 5 },
    };
    // The threads are started before anything is looked at.
    await runInWorkers(job, 1_000, { workers: WORKERS });
    let [early, most] = [0, 0];
    const start = process.hrtime.bigint();
    const onProgress = (done: number) => {
      const { rss } = process.memoryUsage();
      if (done <= TRIALS / 10) early = Math.max(early, rss);
      else most = Math.max(most, rss);
    };
    const { trialCount } = await runInWorkers(job, TRIALS, { workers: WORKERS, onProgress });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    await endSweepThreads();
    if (trialCount !== TRIALS) throw new Error(`${trialCount} trials were made`);
    return {
      figures: [
        atMost("memory a sweep of a million grows by", (most - early) / 2 ** 20, 16, megabytes),
        seen("  held by the process at most", megabytes(most / 2 ** 20)),
        seen("  trials of 50 bars", perSecond(trialCount / seconds)),
      ],
    };
  },
};

const megabytes = (value: number): string => `${value.toFixed(1)} MB`;

function axis(name: string, count: number, from: number, step: number) {
  return { name, values: Array.from({ length: count }, (_, index) => from + index * step) };
}

function news(knownAt: string): Signal {
  return {
    id: `sig_${knownAt}`,
    symbol: "SP500",
    kind: "news-sentiment",
    direction: "bullish",
    strength: 0.9,
    confidence: 0.8,
    rationale: "made up for the bench",
    evidenceIds: ["news_1"],
    occurredAt: knownAt,
    knownAt,
    expiresAt: knownAt,
    source: "simulated",
  };
}
