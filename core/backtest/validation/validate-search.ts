import { barReturns, periodsPerYear } from "#core/metrics";
import {
  InvalidInputError,
  type MonteCarlo,
  type ParameterValues,
  type TradingCosts,
  type ValidationReport,
} from "#core/model";
import { costSensitivity } from "./cost-sensitivity.ts";
import { monteCarloOfReturns, monteCarloOfTrades } from "./monte-carlo.ts";
import { plateau, type ValuedPoint } from "./plateau.ts";
import { regimeResults } from "./regimes.ts";
import { SearchLuck } from "./search-luck.ts";
import type { BarRange } from "./splits/bar-range.ts";
import {
  type TrainAndTest,
  type WalkForwardPlan,
  walkForwardWindows,
} from "./splits/walk-forward-windows.ts";
import type { Tester } from "./tester.ts";
import { type Tried, walkForward } from "./walk-forward.ts";
import { WindowWinners } from "./window-winners.ts";

export interface SearchFacts {
  tester: Tester;
  /** Every point the search tried, also the bad ones; each counts. */
  trials: readonly ParameterValues[];
  /** The point that was chosen; the best in sample by Sharpe ratio when left out. */
  chosen?: ParameterValues;
  costs: TradingCosts;
  initialCash: number;
  /** Share of the bars that the search saw. */
  inSampleShare: number;
  /** Anchored, in windows of a tenth of the bars after two fifths, when left out. */
  plan?: WalkForwardPlan;
  /** Histories drawn by each Monte Carlo; 1,000 when left out. */
  monteCarloRuns?: number;
  seed: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** What was found; a store adds id and date. */
export type Validation = Omit<ValidationReport, "id" | "definitionId" | "createdAt">;

/** Trials between two looks at the clock and at the wish to stop. */
const BREATH = 200;

/**
 * Everything that speaks for or against the winner of a search, in one pass over its trials: each is replayed once over
 * the history, and windows, luck, plateau are read off its returns.
 *
 * @throws InvalidInputError before any work when there are no trials or the windows do not fit
 */
export async function validateSearch(facts: SearchFacts): Promise<Validation> {
  const { tester, trials, costs, initialCash } = facts;
  const bars = tester.times.length;
  if (trials.length === 0)
    throw new InvalidInputError({
      what: "The search tried nothing.",
      why: "Whether a result is luck depends on how many others were tried.",
      fix: "Hand in every trial of the search, or the strategy's own numbers as its only one.",
    });
  const plan = facts.plan ?? usualPlan(bars);
  const seen: BarRange = { from: 0, to: Math.floor(bars * facts.inSampleShare) };
  const windows = walkForwardWindows(bars, plan);
  const passed = await passTrials(facts, seen, windows);
  const chosen = facts.chosen ?? passed.winners.on(seen);
  const forward = await walkForward({
    times: tester.times,
    plan,
    initialCash,
    tune: (train) => {
      const parameters = passed.winners.on(train);
      return { parameters, metrics: tester.tryOn(parameters, train, initialCash, costs).metrics };
    },
    tryOn: (parameters, test, cash) => tester.tryOn(parameters, test, cash, costs),
    ...(facts.signal && { signal: facts.signal }),
  });
  const whole = (charged: TradingCosts) => tester.tryOn(chosen, { from: 0, to: bars }, initialCash, charged);
  const result = whole(costs);
  const perYear = periodsPerYear(tester.times);
  const unseen = barReturns(Float64Array.from(forward.equity, ({ equity }) => equity));
  const earned = tester.returnsOf(chosen);
  const luck = passed.luck.result(earned.subarray(0, seen.to - 1));
  return {
    walkForward: forward,
    deflatedSharpe: luck.deflatedSharpe,
    trialCount: luck.trialCount,
    overfitProbability: luck.overfitProbability,
    monteCarlo: chances(result, unseen, perYear, facts),
    costs: costSensitivity(costs, (charged) => whole(charged).metrics),
    plateau: plateau(passed.points, chosen),
    regimes: tester.market ? regimeResults(tester.market, earned, perYear) : [],
    warnings: [],
  };
}

function usualPlan(bars: number): WalkForwardPlan {
  return { mode: "anchored", trainBars: Math.floor(bars * 0.4), testBars: Math.floor(bars / 10) };
}

async function passTrials(
  { tester, trials, ...facts }: SearchFacts,
  seen: BarRange,
  windows: readonly TrainAndTest[],
) {
  const winners = new WindowWinners([seen, ...windows.map(({ train }) => train)]);
  const luck = new SearchLuck(tester.market && barReturns(tester.market.subarray(0, seen.to)));
  const points: ValuedPoint[] = [];
  for (const [index, parameters] of trials.entries()) {
    const returns = tester.returnsOf(parameters);
    luck.add(returns.subarray(0, seen.to - 1));
    const [value = 0] = winners.add(parameters, returns);
    points.push({ parameters, value });
    if ((index + 1) % BREATH !== 0 && index + 1 !== trials.length) continue;
    facts.onProgress?.(index + 1, trials.length);
    await new Promise((resolve) => setImmediate(resolve));
    facts.signal?.throwIfAborted();
  }
  return { winners, luck, points };
}

function chances(
  { closed }: Tried,
  unseen: Float64Array,
  perYear: number,
  { initialCash, seed, monteCarloRuns = 1000 }: SearchFacts,
): MonteCarlo[] {
  const options = { initialCash, runs: monteCarloRuns, seed };
  const shares = Float64Array.from(closed, ({ share }) => share);
  return [
    monteCarloOfReturns(unseen, perYear, options),
    ...(shares.length > 0 ? [monteCarloOfTrades(shares, options)] : []),
  ];
}
