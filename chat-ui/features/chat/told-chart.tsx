import { useMemo } from "react";
import { ChartFigure } from "../../components/chart/chart-figure.tsx";
import type { EquityCurve, PriceLines } from "./desk-message.ts";
import { drawn } from "./drawn-chart.ts";

/** A chart of an answer; drawn anew only when the answer tells another. */
export function ToldChart({ chart }: { chart: EquityCurve | PriceLines }) {
  return <ChartFigure chart={useMemo(() => drawn(chart), [chart])} />;
}
