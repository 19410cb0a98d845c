import type { Bar } from "#core/model";
import type { PriceChart, ShownPart } from "./shown-part.ts";

/** A screen is no wider; more points would only make the page slow. */
const MAX_POINTS = 500;

/** One instrument to draw: its bars, oldest first. */
export interface DrawnBars {
  symbol: string;
  source: string;
  bars: readonly Pick<Bar, "occurredAt" | "close">[];
}

/**
 * Closes as a chart: in dollars for one instrument; for several as the change of each since its own first close, since
 * prices of different sizes share no axis. Thinned evenly, always with the last point; instruments without bars are
 * left out.
 *
 * @param id one per drawing, so that the same call draws once
 * @returns null when there is nothing to draw
 */
export function priceChart(id: string, drawn: readonly DrawnBars[]): ShownPart | null {
  const held = drawn.filter(({ bars }) => bars.length > 1);
  const days = held.flatMap(({ bars }) => [dayOf(bars[0]), dayOf(bars.at(-1))]).sort();
  if (held.length === 0) return null;
  const unit: PriceChart["unit"] = held.length === 1 ? "usd" : "change";
  return {
    type: "data-chart",
    id,
    data: {
      kind: "prices",
      title: `${held.map(({ symbol }) => symbol).join(", ")}, ${days[0]} to ${days.at(-1)}`,
      unit,
      series: held.map(({ symbol, source, bars }) => ({ symbol, source, points: pointsOf(bars, unit) })),
    },
  };
}

function pointsOf(bars: DrawnBars["bars"], unit: PriceChart["unit"]) {
  const base = unit === "usd" ? 0 : (bars[0]?.close ?? 1);
  const step = Math.max(1, Math.ceil(bars.length / MAX_POINTS));
  const kept = bars.filter((_, index) => (bars.length - 1 - index) % step === 0);
  return kept.map((bar) => ({
    time: timeOf(bar.occurredAt, bars),
    value: base === 0 ? bar.close : bar.close / base - 1,
  }));
}

/** Days are named by their date; within days, the instant stands. */
const timeOf = (at: string, bars: DrawnBars["bars"]): string =>
  dayOf(bars[0]) === dayOf(bars[1]) ? at : at.slice(0, 10);
const dayOf = (bar: { occurredAt: string } | undefined): string => bar?.occurredAt.slice(0, 10) ?? "";
