import { useEffect, useRef, useState } from "react";
import type { PortfolioAdvice } from "../../lib/desk-types.ts";
import { percent } from "../../lib/formats.ts";

type Point = Pick<PortfolioAdvice["frontier"][number], "expectedReturn" | "volatility">;

const HEIGHT = 220;
const MARGIN = { top: 12, right: 14, bottom: 34, left: 52 };
const TICKS = 4;

/** The least risk for each return, and where the chosen weights lie. A table says the same below it. */
export function FrontierChart({ advice }: { advice: PortfolioAdvice }) {
  const [ref, width] = useWidth();
  const chosen: Point = advice;
  const points = advice.frontier;
  return (
    <figure className="min-w-0">
      <figcaption className="label">Efficient frontier: return a year over volatility a year</figcaption>
      <div ref={ref} role="img" aria-label={inWords(points, chosen)} style={{ height: HEIGHT }}>
        {width > 0 && <Drawing width={width} points={points} chosen={chosen} />}
      </div>
      <details className="text-xs">
        <summary className="text-accent">The frontier as a table</summary>
        <table className="desk-table tight flush">
          <thead>
            <tr>
              <th scope="col">Volatility</th>
              <th scope="col" className="num">
                Expected return
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.volatility}>
                <th scope="row">{percent(point.volatility)}</th>
                <td className="num">{percent(point.expectedReturn, { signed: true })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

interface DrawingProps {
  width: number;
  points: readonly Point[];
  chosen: Point;
}

function Drawing({ width, points, chosen }: DrawingProps) {
  const all = [...points, chosen];
  const x = scale(
    all.map(({ volatility }) => volatility),
    MARGIN.left,
    width - MARGIN.right,
  );
  const y = scale(
    all.map(({ expectedReturn }) => expectedReturn),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const path = points.map((point) => `${x.at(point.volatility)},${y.at(point.expectedReturn)}`).join(" ");
  return (
    <svg aria-hidden="true" width={width} height={HEIGHT} className="fill-muted text-2xs">
      {y.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${y.at(tick)})`}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} className="stroke-line" />
          <text x={MARGIN.left - 8} dy="0.32em" textAnchor="end">
            {percent(tick, { digits: 1 })}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={x.at(tick)} y={HEIGHT - MARGIN.bottom + 18} textAnchor="middle">
          {percent(tick, { digits: 1 })}
        </text>
      ))}
      <polyline points={path} className="fill-transparent stroke-accent" strokeWidth={2} />
      {points.map((point) => (
        <circle
          key={point.volatility}
          cx={x.at(point.volatility)}
          cy={y.at(point.expectedReturn)}
          r={2.5}
          className="fill-accent"
        />
      ))}
      <circle
        cx={x.at(chosen.volatility)}
        cy={y.at(chosen.expectedReturn)}
        r={5.5}
        className="fill-surface stroke-ink"
        strokeWidth={2.5}
      />
    </svg>
  );
}

/** A linear axis over the values with a little room around them, and evenly spaced ticks on it. */
function scale(values: readonly number[], from: number, to: number) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  const [start, end] = [low - room, high + room];
  return {
    at: (value: number) => from + ((value - start) / (end - start)) * (to - from),
    ticks: Array.from({ length: TICKS }, (_, k) => low + ((high - low) * k) / (TICKS - 1)),
  };
}

function inWords(points: readonly Point[], chosen: Point): string {
  const [first, last] = [points[0], points.at(-1)];
  const ends =
    first && last
      ? `The frontier goes from ${percent(first.expectedReturn)} return at ${percent(first.volatility)} volatility to ${percent(last.expectedReturn)} at ${percent(last.volatility)}.`
      : "There is no frontier.";
  return `${ends} The chosen weights expect ${percent(chosen.expectedReturn)} at ${percent(chosen.volatility)}.`;
}

/** The width an element has now, in pixels; 0 until it is known. */
function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!ref.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    watch.observe(ref.current);
    return () => watch.disconnect();
  }, []);
  return [ref, width] as const;
}
