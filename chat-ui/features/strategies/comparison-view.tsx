import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Wide } from "../../components/wide.tsx";
import { day, percent } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { figure } from "./words.ts";

/** Backtests side by side on their common bars, with what chance allows to say. */
export function ComparisonView({ backtestIds }: { backtestIds: string[] }) {
  const query = useDesk("compareBacktests", { backtestIds });
  return (
    <Panel title="Compared">
      <Loaded query={query} skeleton={<SkeletonRows />}>
        {({ rows, words, from, to, bars }) => (
          <Wide name="Backtests side by side">
            <p className="p-3 text-sm">{words.join(" ")}</p>
            <table className="desk-table">
              <thead>
                <tr>
                  <th scope="col">Backtest</th>
                  <th scope="col" className="num">
                    Sharpe
                  </th>
                  <th scope="col" className="num">
                    Return
                  </th>
                  <th scope="col" className="num">
                    Drawdown
                  </th>
                  <th scope="col" className="num">
                    Behind the best, 95 % interval
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ backtestId, name, sharpeRatio, totalReturn, metrics, behindBest }) => (
                  <tr key={backtestId}>
                    <th scope="row" className="text-left font-medium">
                      {name}
                    </th>
                    <td className="num">{figure(sharpeRatio)}</td>
                    <td className="num">{percent(totalReturn, { digits: 1 })}</td>
                    <td className="num">{percent(metrics.maxDrawdown, { digits: 1 })}</td>
                    <td className="num">
                      {behindBest
                        ? `${figure(behindBest.difference)} (${figure(behindBest.low)} to ${figure(behindBest.high)})`
                        : "the best"}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="label p-3">
              On the {bars} bars all of them have, {day(from)} to {day(to)}.
            </p>
          </Wide>
        )}
      </Loaded>
    </Panel>
  );
}
