import { chartPrices } from "#operations";
import { priceChart } from "./price-chart.ts";
import { toolFor } from "./tool-for.ts";

export const chartPricesTool = toolFor(chartPrices, {
  describe:
    "People see the chart; you see where each line begins and ends. Take this for chart, plot, draw or show me prices, and get_bars where figures of single days are asked for. Say the source of each line and repeat every warning in freshness.",
  trim: ({ asOf, series }) => ({
    asOf,
    series: series.map(({ points, ...rest }) => ({
      ...rest,
      days: points.length,
      first: points[0] ?? null,
      last: points.at(-1) ?? null,
      highestClose: Math.max(...points.map(({ close }) => close)),
      lowestClose: Math.min(...points.map(({ close }) => close)),
    })),
  }),
  artifact: ({ asOf, series }) => {
    const id = `prices:${series.map(({ symbol }) => symbol).join("+")}:${series[0]?.points[0]?.occurredAt ?? ""}:${asOf}`;
    const chart = priceChart(
      id,
      series.map(({ symbol, source, points }) => ({ symbol, source, bars: points })),
    );
    return chart ? [chart] : [];
  },
});
