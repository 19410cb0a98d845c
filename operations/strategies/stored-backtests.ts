import { and, eq, inArray } from "drizzle-orm";
import { BacktestReport, NotFoundError } from "#core/model";
import { backtests, type Transaction } from "#db";

/** A stored backtest. @throws NotFoundError */
export async function loadBacktest(tx: Transaction, backtestId: string): Promise<BacktestReport> {
  const [report] = await loadBacktests(tx, [backtestId]);
  return report as BacktestReport;
}

/** Stored backtests in the order asked for. @throws NotFoundError naming the first that is not there */
export async function loadBacktests(tx: Transaction, ids: readonly string[]): Promise<BacktestReport[]> {
  const rows = await tx
    .select()
    .from(backtests)
    .where(and(inArray(backtests.id, [...ids]), eq(backtests.kind, "backtest")));
  const held = new Map(rows.map((row) => [row.id, row.report]));
  return ids.map((id) => {
    const report = held.get(id);
    if (!report)
      throw new NotFoundError(
        "backtest",
        id,
        "Use an id that runBacktest returned, or one of listBacktests.",
      );
    return BacktestReport.parse(report);
  });
}
