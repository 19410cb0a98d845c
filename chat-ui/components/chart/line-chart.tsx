import {
  createChart,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import { useEffect, useRef } from "react";
import { SERIES_INKS } from "./chart-figure.tsx";
import type { DrawnChart } from "./drawn-chart.ts";

/** Draws lines on a canvas in the page's colours, and again when the theme changes. */
export default function LineChart({ chart: drawn }: { chart: DrawnChart }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!ref.current) return;
    const chart = createChart(ref.current, {
      autoSize: true,
      // The attribution stands as a link below the chart, where it covers no line.
      layout: { attributionLogo: false },
      // The wheel belongs to the page; dragging and pinching belong to the chart.
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
      localization: { priceFormatter: drawn.format },
      rightPriceScale: { borderVisible: false },
      timeScale: {
        borderVisible: false,
        fixLeftEdge: true,
        fixRightEdge: true,
        timeVisible: drawn.series.some(({ points }) => points[0]?.time.includes("T")),
      },
    });
    const lines = drawn.series.map(({ points }, index) => {
      const line = chart.addSeries(LineSeries, {
        lineWidth: index === 0 || drawn.areEqual ? 2 : 1,
        lineStyle: index === 0 || drawn.areEqual ? LineStyle.Solid : LineStyle.Dashed,
        priceLineVisible: false,
      });
      line.setData(points.map(({ time, value }) => ({ time: asTime(time), value })));
      return line;
    });
    chart.timeScale().fitContent();
    const repaint = () => paint(chart, lines);
    repaint();
    const themeWatch = new MutationObserver(repaint);
    themeWatch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      themeWatch.disconnect();
      chart.remove();
    };
  }, [drawn]);
  return <div ref={ref} className="h-full" />;
}

/** A day as its date; an instant as seconds since the epoch, as the library wants it. */
const asTime = (time: string): Time =>
  time.includes("T") ? ((Date.parse(time) / 1_000) as UTCTimestamp) : time;

function paint(chart: IChartApi, lines: ISeriesApi<"Line">[]): void {
  const style = getComputedStyle(document.documentElement);
  const ink = (name: string) => style.getPropertyValue(name).trim();
  chart.applyOptions({
    layout: {
      background: { color: ink("--c-surface") },
      textColor: ink("--c-muted"),
      fontFamily: getComputedStyle(document.body).fontFamily,
      fontSize: 11,
    },
    grid: { vertLines: { color: ink("--c-sunken") }, horzLines: { color: ink("--c-sunken") } },
    crosshair: {
      vertLine: { color: ink("--c-line-strong"), labelBackgroundColor: ink("--c-line-strong") },
      horzLine: { color: ink("--c-line-strong"), labelBackgroundColor: ink("--c-line-strong") },
    },
  });
  for (const [index, line] of lines.entries()) {
    line.applyOptions({ color: ink(SERIES_INKS[index % SERIES_INKS.length] ?? "--c-accent") });
  }
}
