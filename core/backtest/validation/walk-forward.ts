import { mean, performanceMetrics, type TradeTally } from "#core/metrics";
import {
  InvalidInputError,
  type ParameterValues,
  type PerformanceMetrics,
  type WalkForward,
  type WalkForwardWindow,
} from "#core/model";
import type { BarRange } from "./splits/bar-range.ts";
import { type WalkForwardPlan, walkForwardWindows } from "./splits/walk-forward-windows.ts";

/** What a search found best on the bars it was shown. */
export interface Tuned {
  parameters: ParameterValues;
  metrics: PerformanceMetrics;
}

/** What those numbers earned on a stretch; the account begins it in cash. */
export interface Tried {
  /** Account value at each bar close of the stretch; the first is the cash it began with. */
  equity: Float64Array;
  metrics: PerformanceMetrics;
  /** Trades closed within it, oldest first. */
  closed: readonly ClosedTrade[];
}

/** What a trade made after costs. */
export interface ClosedTrade {
  /** USD. */
  profit: number;
  /** The same as a share of the account at the close before it was entered. */
  share: number;
}

export interface WalkForwardFacts {
  /** Bar closes of the whole history, epoch ms. */
  times: Float64Array;
  plan: WalkForwardPlan;
  initialCash: number;
  /** Searches parameters on these bars and no others. */
  tune: (train: BarRange) => Tuned | Promise<Tuned>;
  /** Tries parameters on bars the search did not see; what is warmed up may look at the bars before. */
  tryOn: (parameters: ParameterValues, test: BarRange, cash: number) => Tried | Promise<Tried>;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Tunes on one stretch, tries the winner on the next, and so on through the history. The test stretches make one curve:
 * each begins with what the one before left. What is held at a window's end is marked there, and the next window buys
 * anew and pays for it, since other numbers may lead it.
 *
 * @throws InvalidInputError before any work when the windows do not fit, and when the account loses everything
 */
export async function walkForward(facts: WalkForwardFacts): Promise<WalkForward> {
  const windows = walkForwardWindows(facts.times.length, facts.plan);
  const first = (windows[0] as (typeof windows)[number]).test.from;
  const equity = new Float64Array(facts.times.length - first);
  const at = (bar: number) => new Date(facts.times[bar] as number).toISOString();
  const span = ({ from, to }: BarRange) => ({ from: at(from), to: at(to - 1) });
  const made: WalkForwardWindow[] = [];
  const tally = noTrades();
  let cash = facts.initialCash;
  for (const { train, test } of windows) {
    facts.signal?.throwIfAborted();
    const tuned = await facts.tune(train);
    const tried = await facts.tryOn(tuned.parameters, test, cash);
    equity.set(tried.equity, test.from - first);
    cash = tried.metrics.finalEquity;
    if (!(cash > 0)) throw ruined(at(test.to - 1));
    addTrades(tally, tried);
    made.push({
      train: span(train),
      test: span(test),
      parameters: tuned.parameters,
      inSample: tuned.metrics,
      outOfSample: tried.metrics,
    });
    facts.onProgress?.(made.length, windows.length);
  }
  return {
    mode: facts.plan.mode,
    windows: made,
    stitched: performanceMetrics(facts.times.slice(first), equity, tally),
    equity: Array.from(equity, (value, index) => ({ at: at(first + index), equity: value })),
    efficiency: efficiency(made),
  };
}

const ruined = (until: string) =>
  new InvalidInputError({
    what: `Walking forward, the account was gone by ${until}.`,
    why: "Nothing is left to walk on with, and no figure of the whole way would mean anything.",
    fix: "Trade smaller, borrow less or set stops; what can lose everything is not validated.",
  });

/** Mean Sharpe ratio out of sample over that in sample; null where tuning itself found nothing that earns. */
export function efficiency(
  windows: readonly Pick<WalkForwardWindow, "inSample" | "outOfSample">[],
): number | null {
  const average = (side: "inSample" | "outOfSample") =>
    mean(Float64Array.from(windows, (window) => window[side].sharpeRatio ?? 0));
  const inSample = average("inSample");
  return inSample > 0 ? average("outOfSample") / inSample : null;
}

const noTrades = (): TradeTally => ({
  tradeCount: 0,
  closedTrades: 0,
  wins: 0,
  grossProfit: 0,
  grossLoss: 0,
  heldBars: 0,
  totalCosts: 0,
});

function addTrades(tally: TradeTally, { metrics, closed }: Tried): void {
  tally.tradeCount += metrics.tradeCount;
  tally.closedTrades += closed.length;
  tally.heldBars += Math.round(metrics.exposure * metrics.barCount);
  tally.totalCosts += metrics.totalCosts;
  for (const { profit } of closed) {
    if (profit > 0) {
      tally.wins++;
      tally.grossProfit += profit;
    } else tally.grossLoss -= profit;
  }
}
