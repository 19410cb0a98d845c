import type { BacktestReport } from "#core/model";
import type { ShownPart } from "./shown-part.ts";

/** A screen is no wider; more points would only make the page slow. */
const MAX_POINTS = 500;

/** The equity curve of a backtest as a chart, thinned evenly and always with its last point. */
export function equityChart(report: BacktestReport): ShownPart {
  const { inputs, equity } = report;
  const step = Math.max(1, Math.ceil(equity.length / MAX_POINTS));
  const kept = equity.filter((_, index) => (equity.length - 1 - index) % step === 0);
  return {
    type: "data-chart",
    id: report.id,
    data: {
      kind: "equity-curve",
      title: `${inputs.strategy} on ${inputs.symbol}, ${inputs.from.slice(0, 10)} to ${inputs.to.slice(0, 10)}`,
      source: report.source,
      backtestId: report.id,
      series: [
        {
          name: "Equity, USD",
          points: kept.map((point) => ({ time: point.at.slice(0, 10), value: point.equity })),
        },
      ],
    },
  };
}

/** The figures of a backtest, without its curve. */
export function withoutCurve({ equity: _curve, trades, ...report }: BacktestReport): object {
  return { ...report, lastTrades: trades.slice(-5) };
}
