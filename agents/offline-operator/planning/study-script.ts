import type { StrategyKind } from "#core/model";
import type { Request, Slots } from "../understanding/request.ts";
import { DEFAULT_GRIDS, USUAL_STRATEGY } from "./default-grids.ts";
import { StudyResult } from "./lab-results.ts";
import { answerOf, type Progress, type Step } from "./script.ts";
import { BacktestResult, SweepResult } from "./tool-results.ts";

/** Replays one message may ask for. */
const MOST_RUNS = 6;

/** One replay per instrument and set of parameters; the list of rules when the one named is not among them. */
export function backtestScript({ slots }: Request, progress: Progress): Step[] {
  if (slots.unknownStrategy && !slots.strategy)
    return [{ key: "strategies", tool: "list_strategies", args: {} }];
  const best = slots.best ? bestOf(progress) : undefined;
  const sets = slots.variants ?? [best ?? slots.parameters];
  const runs = (slots.symbols ?? []).flatMap((symbol) => sets.map((parameters) => ({ symbol, parameters })));
  const steps: Step[] = runs.slice(0, MOST_RUNS).map(({ symbol, parameters }, index) => ({
    key: `run-${index}`,
    tool: "run_backtest",
    args: { ...historyArgs(slots, symbol), ...(parameters ? { parameters } : {}) },
  }));
  const idle = answerOf(progress, "run-0", BacktestResult);
  // A rule on news that never traded may have had no signals to read.
  if (runs.length === 1 && idle?.inputs.strategy === "news-sentiment" && idle.metrics.tradeCount === 0)
    steps.push({ key: "signals", tool: "list_signals", args: { symbol: idle.inputs.symbol, limit: 200 } });
  return steps;
}

export function sweepScript({ slots }: Request): Step[] {
  if (slots.unknownStrategy && !slots.strategy)
    return [{ key: "strategies", tool: "list_strategies", args: {} }];
  const strategy: StrategyKind = slots.strategy ?? USUAL_STRATEGY;
  const grid = slots.grid ?? (slots.variants ? gridOf(slots.variants) : DEFAULT_GRIDS[strategy]);
  return (slots.symbols ?? []).slice(0, MOST_RUNS).map((symbol, index) => ({
    key: `sweep-${index}`,
    tool: "sweep_parameters",
    args: { ...historyArgs(slots, symbol), grid },
  }));
}

function gridOf(variants: NonNullable<Slots["variants"]>): Record<string, number[]> {
  const names = [...new Set(variants.flatMap(Object.keys))];
  const values = (name: string) => variants.flatMap((variant) => variant[name] ?? []);
  return Object.fromEntries(names.map((name) => [name, [...new Set(values(name))]]));
}

/** What a backtest and a sweep are told alike. Days become instants: a last day counts to its end. */
export function historyArgs(slots: Slots, symbol: string): Record<string, unknown> {
  const args: Record<string, unknown> = { strategy: slots.strategy ?? USUAL_STRATEGY, symbol };
  if (slots.interval && slots.interval !== "1d") args.interval = slots.interval;
  Object.assign(args, windowArgs(slots));
  if (slots.initialCash) args.initialCash = slots.initialCash;
  if (slots.costs) args.costs = slots.costs;
  return args;
}

export function windowArgs({ window }: Slots): Record<string, unknown> {
  return {
    ...(window?.from ? { from: window.from } : {}),
    ...(window?.to ? { to: `${window.to}T23:59:59.999Z` } : {}),
  };
}

/** The winner of the newest search of the thread, this turn's included. */
function bestOf({ thread }: Progress): Record<string, number> | undefined {
  const found = thread.findLast(
    ({ name, result }) => (name === "sweep_parameters" || name === "get_study") && result !== undefined,
  );
  if (found?.name === "get_study") return StudyResult.safeParse(found.result).data?.best?.parameters;
  return SweepResult.safeParse(found?.result).data?.best.parameters;
}
