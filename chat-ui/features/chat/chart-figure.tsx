import { lazy, Suspense } from "react";
import { SourceMark } from "../../components/source-mark.tsx";
import { day, money } from "../../lib/formats.ts";
import type { EquityCurve } from "./desk-message.ts";

const EquityChart = lazy(() => import("./equity-chart.tsx"));

/** Inks of the series, in order: the strategy first, what it is measured against after it. */
export const SERIES_INKS = ["--c-accent", "--c-line-strong", "--c-warn"] as const;

/** An equity curve in the conversation, with its source, its ends in words, and a table for those who need one. */
export function ChartFigure({ curve }: { curve: EquityCurve }) {
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-3 pt-2">
        <span className="text-sm font-semibold">
          {curve.title} <SourceMark source={curve.source} />
        </span>
        <ul className="flex flex-wrap gap-x-4 text-xs">
          {curve.series.map(({ name, points }, index) => (
            <li key={name} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className="h-0.5 w-3.5"
                style={{ background: `var(${SERIES_INKS[index % SERIES_INKS.length]})` }}
              />
              <span className="text-muted">{name}</span>
              {money(points.at(-1)?.value, { digits: 0 })}
            </li>
          ))}
        </ul>
      </figcaption>
      <div role="img" aria-label={inWords(curve)} className="h-60">
        <Suspense fallback={<div className="skeleton m-3 h-52" />}>
          <EquityChart curve={curve} />
        </Suspense>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-4 px-3 pb-2 text-2xs text-muted">
        <details className="min-w-0">
          <summary className="text-accent">Year ends as a table</summary>
          <YearEnds curve={curve} />
        </details>
        <span>
          Dates are UTC. Chart:{" "}
          <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer" className="underline">
            TradingView Lightweight Charts™
          </a>
        </span>
      </div>
    </figure>
  );
}

function inWords({ title, series }: EquityCurve): string {
  const sentences = series.map(({ name, points }) => {
    const first = points[0];
    const last = points.at(-1);
    if (!first || !last) return `${name} has no points.`;
    const values = points.map((point) => point.value);
    const low = values.reduce((a, b) => Math.min(a, b));
    const high = values.reduce((a, b) => Math.max(a, b));
    return `${name} goes from ${money(first.value)} on ${day(first.time)} to ${money(last.value)} on ${day(last.time)}, between ${money(low)} and ${money(high)}.`;
  });
  return `Chart: ${title}. ${sentences.join(" ")}`;
}

function YearEnds({ curve }: { curve: EquityCurve }) {
  const lastOfYear = curve.series.map(
    ({ points }) => new Map(points.map((point) => [point.time.slice(0, 4), point] as const)),
  );
  const years = [...new Set(lastOfYear.flatMap((ends) => [...ends.keys()]))].sort();
  return (
    <table className="desk-table mt-1">
      <thead>
        <tr>
          <th scope="col">Year</th>
          {curve.series.map(({ name }) => (
            <th key={name} scope="col" className="num">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {lastOfYear.map((ends, index) => (
              <td key={curve.series[index]?.name} className="num text-ink">
                {money(ends.get(year)?.value, { digits: 0 })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
