import { inArray } from "drizzle-orm";
import type { BacktestReport, ExplanationLink, SweepReport } from "#core/model";
import { articles, backtests, signals, type Transaction } from "#db";

/** The articles, signals and backtests a proposal rests on, with the articles behind its signals; oldest first. */
export async function linksOfCauses(
  tx: Transaction,
  causedBy: readonly string[],
): Promise<ExplanationLink[]> {
  const ids = (prefix: string, from: readonly string[]) => from.filter((id) => id.startsWith(prefix));
  const foundSignals = await rowsOf(ids("sig_", causedBy), (wanted) =>
    tx.select().from(signals).where(inArray(signals.id, wanted)),
  );
  const articleIds = ids("art_", [...causedBy, ...foundSignals.flatMap((signal) => signal.evidenceIds)]);
  const foundArticles = await rowsOf([...new Set(articleIds)], (wanted) =>
    tx.select().from(articles).where(inArray(articles.id, wanted)),
  );
  const foundBacktests = await rowsOf([...ids("bkt_", causedBy), ...ids("swp_", causedBy)], (wanted) =>
    tx.select().from(backtests).where(inArray(backtests.id, wanted)),
  );
  const links: ExplanationLink[] = [
    ...foundArticles.map((row) => ({
      kind: "article" as const,
      id: row.id,
      at: row.occurredAt.toISOString(),
      summary: `${row.publisher} (${row.source}): “${row.headline}”`,
    })),
    ...foundSignals.map((row) => ({
      kind: "signal" as const,
      id: row.id,
      at: row.knownAt.toISOString(),
      summary: `${row.direction} on ${row.symbol}, strength ${row.strength.toFixed(2)}, confidence ${row.confidence.toFixed(2)}: ${row.rationale}`,
    })),
    ...foundBacktests.map((row) => ({
      kind: "backtest" as const,
      id: row.id,
      at: row.createdAt.toISOString(),
      summary: tellBacktest(row.report),
    })),
  ];
  return links.sort((a, b) => a.at.localeCompare(b.at));
}

const rowsOf = async <Row>(ids: string[], load: (ids: string[]) => Promise<Row[]>): Promise<Row[]> =>
  ids.length === 0 ? [] : load(ids);

/** A backtest or sweep in one line; reports are our own, so their shape is known. */
function tellBacktest(report: unknown): string {
  const { inputs, metrics, best, bestOutOfSample, symbol, strategy } = report as Partial<
    BacktestReport & SweepReport
  >;
  const percent = (fraction: number | undefined) => `${((fraction ?? 0) * 100).toFixed(1)} %`;
  const values = (parameters: Record<string, number> | undefined) =>
    Object.entries(parameters ?? {})
      .map(([name, value]) => `${name} ${value}`)
      .join(", ");
  if (metrics)
    return `${inputs?.strategy} (${values(inputs?.parameters)}) on ${inputs?.symbol}: total return ${percent(metrics.totalReturn)}, deepest drawdown ${percent(metrics.maxDrawdown)}`;
  return `tuning of ${strategy} on ${symbol}: best ${values(best?.parameters)}, unseen return ${percent(bestOutOfSample?.totalReturn)}`;
}
