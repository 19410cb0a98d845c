import { lazy, Suspense } from "react";
import { day, momentUtc } from "../../lib/formats.ts";
import { SourceMark } from "../source-mark.tsx";
import { type DrawnChart, periodEnds } from "./drawn-chart.ts";

const LineChart = lazy(() => import("./line-chart.tsx"));

/** Inks of the series, in order: the strategy first, what it is measured against after it. */
export const SERIES_INKS = [
  "--c-accent",
  "--c-line-strong",
  "--c-warn",
  "--c-paper",
  "--c-gain",
  "--c-loss",
] as const;

/** A chart with its source, its ends in words, and a table for those who need one. */
export function ChartFigure({ chart }: { chart: DrawnChart }) {
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-3 pt-2">
        <span className="text-sm font-semibold">
          {chart.title}{" "}
          {chart.sources.map((source) => (
            <SourceMark key={source} source={source} />
          ))}
        </span>
        <ul className="flex flex-wrap gap-x-4 text-xs">
          {chart.series.map(({ name, points }, index) => (
            <li key={name} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className="h-0.5 w-3.5"
                style={{ background: `var(${SERIES_INKS[index % SERIES_INKS.length]})` }}
              />
              <span className="text-muted">{name}</span>
              {chart.format(points.at(-1)?.value)}
            </li>
          ))}
        </ul>
      </figcaption>
      <div role="img" aria-label={inWords(chart)} className="h-60">
        <Suspense fallback={<div className="skeleton m-3 h-52" />}>
          <LineChart chart={chart} />
        </Suspense>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-4 px-3 pb-2 text-2xs text-muted">
        <details className="min-w-0">
          <summary className="text-accent">Figures as a table</summary>
          <PeriodEnds chart={chart} />
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

function inWords({ title, series, format, formatExactly = format }: DrawnChart): string {
  const sentences = series.map(({ name, points }) => {
    const first = points[0];
    const last = points.at(-1);
    if (!first || !last) return `${name} has no points.`;
    const values = points.map((point) => point.value);
    const low = values.reduce((a, b) => Math.min(a, b));
    const high = values.reduce((a, b) => Math.max(a, b));
    return `${name} goes from ${formatExactly(first.value)} on ${timeInWords(first.time)} to ${formatExactly(last.value)} on ${timeInWords(last.time)}, between ${formatExactly(low)} and ${formatExactly(high)}.`;
  });
  return `Chart: ${title}. ${sentences.join(" ")}`;
}

const timeInWords = (time: string) => (time.includes("T") ? momentUtc(time) : day(time));

function PeriodEnds({ chart }: { chart: DrawnChart }) {
  return (
    <table className="desk-table mt-1">
      <thead>
        <tr>
          <th scope="col">End of</th>
          {chart.series.map(({ name }) => (
            <th key={name} scope="col" className="num">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {periodEnds(chart).map(({ period, values }) => (
          <tr key={period}>
            <th scope="row">{period}</th>
            {values.map((value, index) => (
              <td key={chart.series[index]?.name} className="num text-ink">
                {chart.format(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
