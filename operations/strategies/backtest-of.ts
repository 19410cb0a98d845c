import { runBacktestOn } from "#core/backtest";
import type { AnnouncedAction, BacktestInputs, BacktestReport, ParameterValues } from "#core/model";
import { resolveParameters } from "#core/strategy";
import { backtests, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { actionsOf } from "../market-data/collect-bars.ts";
import { momentOf } from "../market-data/moment.ts";
import { type PortfolioRequest, type ReadHistories, readHistories } from "./backtest-inputs.ts";

/** Reads the history and replays a strategy on it. @throws InvalidInputError before work, for what makes no sense */
export async function backtestOf(
  ctx: Context,
  request: PortfolioRequest,
  values: ParameterValues,
): Promise<BacktestReport> {
  const parameters = resolveParameters(request.strategy, values, request.rule);
  const read = await readHistories(ctx, request);
  return replayed(ctx, read, { ...read.inputs, parameters }, await dividendsOf(ctx, read));
}

/** The same on a history that was read already. */
export function replayed(
  ctx: Context,
  { histories, benchmark }: ReadHistories,
  inputs: BacktestInputs,
  actions: readonly AnnouncedAction[],
): BacktestReport {
  const held = new Map([...histories, ...(benchmark ? [benchmark] : [])].map((one) => [one.symbol, one]));
  return runBacktestOn({
    id: ctx.newId("backtest"),
    inputs,
    signals: histories.flatMap(({ signals }) => signals),
    barsOf: (symbol) => held.get(symbol)?.bars ?? [],
    actions,
  });
}

/**
 * Dividends of a portfolio's instruments, in shares of today: its bars are adjusted for splits. A plain backtest of one
 * instrument knows prices alone, as every sweep and study does, so that their figures can be laid side by side.
 */
export async function dividendsOf(
  ctx: Context,
  { inputs, histories }: ReadHistories,
): Promise<AnnouncedAction[]> {
  const { universe, rule, sizing, exits, fills } = inputs;
  if (![universe, rule, sizing, exits, fills].some(Boolean)) return [];
  const told = await Promise.all(
    histories.map(({ symbol }) => actionsOf(ctx, momentOf(ctx, inputs.asOf), symbol)),
  );
  return told.flatMap((actions) =>
    actions
      .filter(({ kind, amount }) => kind === "dividend" && amount !== null && amount !== undefined)
      .map((dividend) => ({
        ...dividend,
        amount: (dividend.amount ?? 0) / sharesSince(actions, dividend.exOn),
      })),
  );
}

/** What one share of that day has become by splits since. */
const sharesSince = (actions: readonly AnnouncedAction[], day: string): number =>
  actions
    .filter(({ kind, exOn }) => kind === "split" && exOn > day)
    .reduce((shares, { ratio }) => shares * (ratio ?? 1), 1);

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
