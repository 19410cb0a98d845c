import { z } from "zod";
import { historyOf, MAX_TRIALS, planSearch } from "#core/backtest";
import {
  Dimension,
  InvalidInputError,
  ObjectiveName,
  ParameterValues,
  SearchMethod,
  Study,
  type TradingCosts,
} from "#core/model";
import { loadStudy, studies, toStudy } from "#db";
import { defineOperation } from "../../operation.ts";
import { HistoryInput } from "../backtest-inputs.ts";
import { readStudyHistory } from "./study-history.ts";

/** Most parameters one study searches. */
const MAX_DIMENSIONS = 24;

export const startStudy = defineOperation({
  name: "startStudy",
  summary:
    "Starts a search of a strategy's parameters that goes on by itself: on the first part of the history, with the winner tried once on the rest. It survives restarts; getStudy tells how far it is. Places no order.",
  scope: "strategies:run",
  effect: "write",
  input: z.strictObject({
    ...HistoryInput,
    dimensions: z
      .array(Dimension)
      .min(1)
      .max(MAX_DIMENSIONS)
      .optional()
      .describe("What is searched; the strategy's whole parameter space when left out"),
    fixed: ParameterValues.default({}).describe("Parameters that keep a value; defaults for the rest"),
    method: SearchMethod.default("auto").describe("auto chooses by space and budget, and says why"),
    objectives: z
      .array(ObjectiveName)
      .min(1)
      .max(3)
      .default(["sharpeRatio"])
      .describe("The first decides the winner; several give a front of compromises"),
    budget: z
      .number()
      .int()
      .positive()
      .optional()
      .describe(`Trials in all, ${MAX_TRIALS.toLocaleString("en-US")} at most; 200 or a small space's whole`),
    seed: z.number().int().min(0).max(0xffffffff).default(1),
    inSampleShare: z.number().min(0.1).max(0.95).default(0.7).describe("Share of the bars the search sees"),
  }),
  output: Study,
  events: ["study.progressed"],
  prepare: async ({ ctx, input }) => {
    const { dimensions, fixed, method, objectives, budget, seed, inSampleShare, ...history } = input;
    const { strategy } = history;
    assertCharged(input.costs);
    const plan = planSearch({ strategy, dimensions, fixed, method, objectives, budget, seed });
    const facts = await readStudyHistory(ctx, history);
    historyOf({ ...plan, inSampleShare }, facts);
    return { plan, inputs: facts.inputs, digest: facts.digest };
  },
  run: async ({ ctx, tx, input, prepared: { plan, inputs, digest }, emit, note }) => {
    const { strategy: _named, ...search } = plan;
    const id = ctx.newId("study");
    await tx.insert(studies).values({
      id,
      ...search,
      objectives: [...search.objectives],
      inputs,
      inSampleShare: input.inSampleShare,
      historyDigest: digest,
      state: "running",
      requestedBy: ctx.actor.onBehalfOf ?? ctx.actor.id,
      startedAt: ctx.clock.now(),
    });
    note(id, { inputs, dimensions: plan.dimensions, method: plan.method, budget: plan.budget });
    emit({ type: "study.progressed", entityId: id, payload: { state: "running", done: 0 } });
    return toStudy(await loadStudy(tx, id));
  },
});

/** A cost that is asked for and not charged would make every figure a flattering one. */
function assertCharged(costs: TradingCosts): void {
  const { commissionBps: _commission, slippageBps: _slippage, ...others } = costs;
  const uncharged = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (uncharged.length > 0)
    throw new InvalidInputError({
      what: `A study does not charge ${uncharged.join(", ")}.`,
      why: "Its trials are replayed with commissionBps and slippageBps alone.",
      fix: "Put the spread and impact you expect into slippageBps, and test the winner with runBacktest under all costs.",
    });
}
