import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ChartFigure } from "../../components/chart/chart-figure.tsx";
import { Choice } from "../../components/choice.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded } from "../../components/loaded.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { day, price } from "../../lib/formats.ts";
import { deskQuery } from "../../lib/queries.ts";
import { mostBarsOf, SPANS, type Span, within } from "./instants.ts";

const ADJUSTMENTS = ["splits", "raw"] as const;
const ADJUSTMENT_WORDS = { splits: "Adjusted for splits", raw: "As traded" } as const;

interface PriceHistoryProps {
  symbol: string;
  asOf: string | undefined;
}

/** Daily closes over a span, in shares of that instant or as they were traded. */
export function PriceHistory({ symbol, asOf }: PriceHistoryProps) {
  const [span, setSpan] = useState<Span>("1Y");
  const [adjust, setAdjust] = useState<(typeof ADJUSTMENTS)[number]>("splits");
  const query = useQuery({
    ...deskQuery("getBars", { symbol, interval: "1d", adjust, asOf, limit: mostBarsOf(span) }),
    // Another span of the same instrument draws over the last; another instrument starts anew.
    placeholderData: (last) => (last?.symbol === symbol ? keepPreviousData(last) : undefined),
  });
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 px-3 pt-2">
        <Choice name="Span" options={SPANS} value={span} onChange={setSpan} words={(one) => one} />
        <Choice
          name="Prices"
          options={ADJUSTMENTS}
          value={adjust}
          onChange={setAdjust}
          words={(one) => ADJUSTMENT_WORDS[one]}
        />
      </div>
      <div className="p-3">
        <Loaded
          query={query}
          skeleton={<div className="skeleton h-80" />}
          isEmpty={({ bars }) => bars.length === 0}
          empty={
            <EmptyState title="No daily bars.">
              {query.data?.freshness.warning ?? `None of ${symbol} were known by then.`}
            </EmptyState>
          }
        >
          {(answer) => <Closes answer={answer} span={span} />}
        </Loaded>
      </div>
    </>
  );
}

function Closes({ answer, span }: { answer: DeskOutput<"getBars">; span: Span }) {
  const chart = useMemo(() => {
    const bars = within(answer.bars, span);
    return {
      title: `${answer.symbol}, daily closes`,
      sources: [...new Set(bars.map(({ source }) => source))],
      areEqual: true,
      series: [
        {
          name: answer.symbol,
          points: bars.map(({ occurredAt, close }) => ({ time: occurredAt.slice(0, 10), value: close })),
        },
      ],
      format: (value: number | undefined) => price(value),
    };
  }, [answer, span]);
  const { warning, newestAt, collector } = answer.freshness;
  return (
    <>
      {warning && (
        <p role="status" className="mb-2 rounded-md bg-warn-soft px-3 py-2 text-sm">
          {warning}
        </p>
      )}
      <ChartFigure chart={chart} />
      <p className="label mt-1">
        {ADJUSTMENT_WORDS[answer.adjust === "raw" ? "raw" : "splits"]}
        {newestAt && <>, newest bar of {day(newestAt)}</>}
        {collector && <>, told by {collector}</>}.
      </p>
    </>
  );
}
