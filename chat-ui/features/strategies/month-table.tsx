import type { BacktestCharts } from "#core/model";
import { Wide } from "../../components/wide.tsx";
import { percent } from "../../lib/formats.ts";
import { strengthOf } from "./words.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What each month gained, darker the more it moved; every cell says its figure. */
export function MonthTable({ monthly }: { monthly: BacktestCharts["monthly"] }) {
  return (
    <Wide name="Returns of months">
      <table className="desk-table tight">
        <thead>
          <tr>
            <th scope="col">Year</th>
            {[...MONTHS, "Whole year"].map((month) => (
              <th key={month} scope="col" className="num">
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthly.map(({ year, months, total }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              {[...months, total].map((change, place) => (
                <Cell key={MONTHS[place] ?? "year"} change={change} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Cell({ change }: { change: number | null }) {
  if (change === null) return <td />;
  const ink = change < 0 ? "var(--c-loss)" : "var(--c-gain)";
  const share = Math.round(30 * strengthOf(change));
  return (
    <td className="num" style={{ background: `color-mix(in oklab, ${ink} ${share}%, transparent)` }}>
      {percent(change, { digits: 1 })}
    </td>
  );
}
