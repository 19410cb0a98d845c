import { availableParallelism } from "node:os";
import { z } from "zod";
import { Grid, planGrid, sweepGrid } from "#core/backtest";
import { SweepReport } from "#core/model";
import { backtests } from "#db";
import { defineOperation } from "../operation.ts";
import { HistoryInput, readHistory } from "./backtest-inputs.ts";

/** Threads one sweep may use; the desk keeps a core for itself where it can. */
const WORKERS = Math.max(1, Math.min(8, availableParallelism() - 1));

export const sweepParameters = defineOperation({
  name: "sweepParameters",
  summary:
    "Tries a grid of parameters on the first 70 % of the history in worker threads, checks the best once on the rest, and says how much of it luck could explain. Places no order.",
  scope: "strategies:run",
  effect: "write",
  input: z.strictObject({
    ...HistoryInput,
    grid: Grid.describe('Values per parameter: a list, or {"from","to","step"}'),
  }),
  output: SweepReport,
  events: ["backtest.finished"],
  prepare: async ({ ctx, input }) => {
    const { trialCount } = planGrid(input.strategy, input.grid);
    ctx.progress({ label: "Reading history", done: 0, total: trialCount });
    const history = await readHistory(ctx, input);
    return sweepGrid({
      ...history,
      id: ctx.newId("sweep"),
      grid: input.grid,
      workers: WORKERS,
      signal: ctx.signal,
      onProgress: (done, total) => ctx.progress({ label: "Trying combinations", done, total }),
    });
  },
  run: async ({ ctx, tx, input, prepared: report, emit, note }) => {
    await tx.insert(backtests).values({
      id: report.id,
      kind: "sweep",
      report,
      requestedBy: ctx.actor.onBehalfOf ?? ctx.actor.id,
      createdAt: ctx.clock.now(),
    });
    note(report.id, { grid: input.grid, trials: report.trialCount });
    emit({ type: "backtest.finished", entityId: report.id });
    return report;
  },
});
