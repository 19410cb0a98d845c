import type { BacktestReport, PerformanceMetrics } from "#core/model";
import { Wide } from "../../components/wide.tsx";
import { money, percent } from "../../lib/formats.ts";
import { figure } from "./words.ts";

const ROWS: readonly (readonly [name: string, read: (of: PerformanceMetrics) => string])[] = [
  ["Total return", (of) => percent(of.totalReturn)],
  ["Return a year", (of) => percent(of.annualReturn)],
  ["Volatility a year", (of) => percent(of.annualVolatility)],
  ["Sharpe ratio", (of) => figure(of.sharpeRatio)],
  ["Sortino ratio", (of) => figure(of.sortinoRatio)],
  ["Calmar ratio", (of) => figure(of.calmarRatio)],
  ["Deepest drawdown", (of) => percent(of.maxDrawdown)],
  ["Trades", (of) => String(of.tradeCount)],
  ["Winning trades", (of) => percent(of.winRate)],
  ["Time in the market", (of) => percent(of.exposure)],
  ["Costs paid", (of) => money(of.totalCosts)],
  ["Final equity", (of) => money(of.finalEquity)],
];

/** Figures of a strategy beside buying and holding, and those that only it has. */
export function MetricTable({ report }: { report: BacktestReport }) {
  const { detailed, costs } = report;
  return (
    <Wide name="Figures">
      <Compared heads={["Strategy", "Buy and hold"]} columns={[report.metrics, report.benchmark]} />
      {detailed && (
        <dl className="grid gap-x-6 gap-y-1 border-t border-line p-3 text-xs sm:grid-cols-2">
          {(
            [
              ["Sharpe ratio, 95 % interval", spanWords(detailed.sharpeInterval)],
              ["Chance that it is above 0", percent(detailed.probabilisticSharpe)],
              ["Alpha a year", percent(detailed.alpha)],
              ["Beta", figure(detailed.beta)],
              ["Ulcer index", percent(detailed.ulcerIndex)],
              ["Skewness", figure(detailed.skewness)],
              ["Excess kurtosis", figure(detailed.excessKurtosis)],
              ["Mean holding, bars", figure(detailed.meanHoldingBars)],
              ["Turnover a year", figure(detailed.turnover)],
              ["Return a year given up to costs", percent(detailed.costDrag)],
            ] as const
          ).map(([name, value]) => (
            <div key={name} className="flex justify-between gap-3">
              <dt className="text-muted">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {costs && (
        <p className="label border-t border-line p-3">
          Costs:{" "}
          {Object.entries(costs)
            .map(([cause, paid]) => `${cause} ${money(paid)}`)
            .join(", ")}
        </p>
      )}
    </Wide>
  );
}

const spanWords = (span: { low: number; high: number } | null): string =>
  span ? `${figure(span.low)} to ${figure(span.high)}` : "–";

/** Metrics in columns, each under its head. */
export function Compared({ heads, columns }: { heads: string[]; columns: PerformanceMetrics[] }) {
  return (
    <table className="desk-table">
      <thead>
        <tr>
          <th scope="col">After costs</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="num">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([name, read]) => (
          <tr key={name}>
            <th scope="row" className="text-left font-normal">
              {name}
            </th>
            {columns.map((of, column) => (
              <td key={heads[column]} className="num">
                {read(of)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
