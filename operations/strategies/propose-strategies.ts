import { z } from "zod";
import { toSeries } from "#core/market-data";
import {
  StrategyIdea as Idea,
  Interval,
  InvalidInputError,
  type StrategyIdea,
  TradingCosts,
} from "#core/model";
import { proposeIdeas } from "#core/strategy";
import { defineOperation } from "../operation.ts";
import { readHistories } from "./backtest-inputs.ts";
import { dividendsOf, replayed } from "./backtest-of.ts";

export const proposeStrategies = defineOperation({
  name: "proposeStrategies",
  summary:
    "Thinks up strategies for a universe from the kind of market it is in, and says why. Each comes ready to test, with a first look at history by which it was not chosen. Saves and trades nothing.",
  scope: "strategies:run",
  effect: "read",
  input: z.strictObject({
    universe: z.array(z.string().min(1).max(80)).min(1).max(50).describe("Tickers or company names"),
    interval: Interval.default("1d"),
    count: z.number().int().min(1).max(10).default(3),
    costs: TradingCosts.default({ commissionBps: 1, slippageBps: 2 }),
  }),
  output: z.object({ ideas: z.array(Idea) }),
  prepare: async ({ ctx, input: { universe, interval, count, costs } }) => {
    const common = { interval, costs, initialCash: 100_000, strategy: "sma-cross" as const };
    const asked = universe.length === 1 ? { symbol: universe[0] } : { universe };
    const read = await readHistories(ctx, { ...common, ...asked });
    const ideas = proposeIdeas({
      series: read.histories.map(({ bars }) => toSeries(bars)),
      hasSignals: read.histories.some(({ signals }) => signals.length > 0),
      count,
      costs,
    });
    const told: StrategyIdea[] = [];
    for (const idea of ideas) {
      const { kind, parameters, sizing } = idea.body;
      const inputs = { ...read.inputs, strategy: kind, parameters, ...(sizing && { sizing }) };
      const actions = await dividendsOf(ctx, { ...read, inputs });
      told.push({ ...idea, firstLook: firstLook(() => replayed(ctx, read, inputs, actions).metrics) });
    }
    return { ideas: told };
  },
  run: async ({ prepared }) => prepared,
});

/** None where the history is too short for the rule: the idea stands all the same. */
function firstLook(look: () => NonNullable<StrategyIdea["firstLook"]>): StrategyIdea["firstLook"] {
  try {
    return look();
  } catch (error) {
    if (error instanceof InvalidInputError) return null;
    throw error;
  }
}
