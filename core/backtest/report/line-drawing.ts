import { html, raw } from "hono/html";

type Markup = ReturnType<typeof html>;

const WIDTH = 900;
const LEFT = 64;
const BOTTOM = 18;
/** More points than this cannot be told apart on paper. */
const MOST_POINTS = 1200;

/** One point of a line; null leaves a hole. */
export interface LinePoint {
  at: string;
  value: number | null;
}

/** What a drawing shows. */
export interface LineDrawing {
  label: string;
  points: readonly LinePoint[];
  height: number;
  /** How a value is written at the axis. */
  write: (value: number) => string;
  /** Fills down, or up, to this value. */
  fillTo?: number;
}

/** A line over time as inline SVG, with its least and greatest value, first and last day. */
export function lineDrawing({ label, points, height, write, fillTo }: LineDrawing): Markup {
  const thin = thinned(points);
  const values = thin.flatMap(({ value }) => value ?? []);
  const least = Math.min(...values, fillTo ?? Number.POSITIVE_INFINITY);
  const most = Math.max(...values, fillTo ?? Number.NEGATIVE_INFINITY);
  if (values.length < 2) return html`<p class="note">${label}: too few bars to draw.</p>`;
  const span = most - least || 1;
  const x = (index: number) => LEFT + ((WIDTH - LEFT) * index) / Math.max(1, thin.length - 1);
  const y = (value: number) => 4 + (height - BOTTOM - 8) * (1 - (value - least) / span);
  const path = pathOf(thin, x, y);
  const base = fillTo === undefined ? null : y(fillTo).toFixed(1);
  return html`<figure>
    <figcaption>${label}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">
      ${base === null ? "" : raw(`<path class="area" d="${path} V${base} H${LEFT} Z"/>`)}
      ${raw(`<path class="line" d="${path}"/>`)}
      <text x="${LEFT - 6}" y="12" text-anchor="end">${write(most)}</text>
      <text x="${LEFT - 6}" y="${height - BOTTOM}" text-anchor="end">${write(least)}</text>
      <text x="${LEFT}" y="${height - 4}">${thin[0]?.at.slice(0, 10)}</text>
      <text x="${WIDTH}" y="${height - 4}" text-anchor="end">${thin.at(-1)?.at.slice(0, 10)}</text>
    </svg>
  </figure>`;
}

function pathOf(
  points: readonly LinePoint[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let isDrawing = false;
  const steps = points.flatMap(({ value }, index) => {
    if (value === null) {
      isDrawing = false;
      return [];
    }
    const step = `${isDrawing ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    isDrawing = true;
    return [step];
  });
  return steps.join("");
}

/** Keeps of each stretch its least and greatest point, so that no fall and no peak is drawn away. */
function thinned(points: readonly LinePoint[]): readonly LinePoint[] {
  if (points.length <= MOST_POINTS) return points;
  const size = Math.ceil((2 * points.length) / MOST_POINTS);
  const kept: LinePoint[] = [];
  for (let from = 0; from < points.length; from += size) {
    const stretch = points.slice(from, from + size);
    const sorted = stretch
      .filter(({ value }) => value !== null)
      .sort((a, b) => (a.value as number) - (b.value as number));
    const ends = [sorted[0], sorted.at(-1)].filter((point) => point !== undefined);
    kept.push(...new Set(ends.sort((a, b) => a.at.localeCompare(b.at))));
  }
  return kept;
}

/** Counted values as bars. */
export function barDrawing(
  label: string,
  { from, width, counts }: { from: number; width: number; counts: readonly number[] },
  write: (value: number) => string,
): Markup {
  const height = 140;
  const most = Math.max(1, ...counts);
  const wide = (WIDTH - LEFT) / Math.max(1, counts.length);
  const bars = counts.map((held, bin) => {
    const tall = ((height - BOTTOM) * held) / most;
    const isLoss = from + width * (bin + 0.5) < 0;
    return `<rect class="${isLoss ? "loss" : "gain"}" x="${(LEFT + bin * wide).toFixed(1)}" y="${(height - BOTTOM - tall).toFixed(1)}" width="${Math.max(1, wide - 1).toFixed(1)}" height="${tall.toFixed(1)}"/>`;
  });
  return html`<figure>
    <figcaption>${label}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">
      ${raw(bars.join(""))}
      <text x="${LEFT - 6}" y="12" text-anchor="end">${most}</text>
      <text x="${LEFT}" y="${height - 4}">${write(from)}</text>
      <text x="${WIDTH}" y="${height - 4}" text-anchor="end">${write(from + width * counts.length)}</text>
    </svg>
  </figure>`;
}
