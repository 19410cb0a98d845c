import { runStrategy } from "#core/backtest";
import { type BacktestReport, InvalidInputError, type ParameterValues } from "#core/model";
import { resolveParameters } from "#core/strategy";
import { backtests, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { type PortfolioRequest, readHistories } from "./backtest-inputs.ts";

/** Reads the history and replays a strategy on it. @throws InvalidInputError before work, for what makes no sense */
export async function backtestOf(
  ctx: Context,
  request: PortfolioRequest,
  values: ParameterValues,
): Promise<BacktestReport> {
  const parameters = resolveParameters(request.strategy, values);
  const { inputs, histories } = await readHistories(ctx, request);
  const [history] = histories;
  if (!history || histories.length > 1)
    throw new InvalidInputError({
      what: `${histories.length} instruments are named.`,
      why: "One at a time is replayed.",
      fix: "Name one.",
    });
  const { bars, signals } = history;
  return runStrategy({ id: ctx.newId("backtest"), inputs: { ...inputs, parameters }, bars, signals });
}

/** Keeps a result with the inputs that reproduce it. */
export async function storeBacktest(tx: Transaction, ctx: Context, report: BacktestReport): Promise<void> {
  await tx.insert(backtests).values({
    id: report.id,
    kind: "backtest",
    report,
    requestedBy: ctx.actor.onBehalfOf ?? ctx.actor.id,
    createdAt: ctx.clock.now(),
  });
}
