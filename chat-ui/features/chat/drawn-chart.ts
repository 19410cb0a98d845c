import type { DrawnChart } from "../../components/chart/drawn-chart.ts";
import { money, percent } from "../../lib/formats.ts";
import type { EquityCurve, PriceLines } from "./desk-message.ts";

/** What a chart of the conversation draws. */
export function drawn(chart: EquityCurve | PriceLines): DrawnChart {
  if (chart.kind === "equity-curve")
    return {
      title: chart.title,
      sources: [chart.source],
      areEqual: false,
      series: chart.series,
      format: (value) => money(value, { digits: 0 }),
      formatExactly: (value) => money(value),
    };
  return {
    title: chart.title,
    sources: [...new Set(chart.series.map(({ source }) => source))],
    areEqual: true,
    series: chart.series.map(({ symbol, points }) => ({ name: symbol, points })),
    format: (value) => (chart.unit === "usd" ? money(value) : percent(value, { signed: true, digits: 1 })),
  };
}
