import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { day } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { Quality } from "./quality.tsx";

type Series = DeskOutput<"getCoverage">["series"][number];

/** Which bars are stored, by symbol, length, source and teller; each opens to its gaps and findings. */
export function Coverage({ asOf }: { asOf: string | undefined }) {
  const query = useDesk("getCoverage", { asOf });
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows />}
      isEmpty={({ series }) => series.length === 0}
      empty={
        <EmptyState title="No bars are stored yet.">
          Bars are stored when they are first read, collected or imported.
        </EmptyState>
      }
    >
      {({ series }) => (
        <table className="desk-table tight">
          <thead>
            <tr>
              <th scope="col">Bars</th>
              <th scope="col">From – to</th>
              <th scope="col" className="num">
                Held
              </th>
              <th scope="col">
                <span className="sr-only">Gaps and findings</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {series.map((one) => (
              <SeriesRows
                key={[one.symbol, one.interval, one.source, one.collector].join()}
                series={one}
                asOf={asOf}
              />
            ))}
          </tbody>
        </table>
      )}
    </Loaded>
  );
}

function SeriesRows({ series, asOf }: { series: Series; asOf: string | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const { symbol, interval, source, collector, first, last, bars, revisions } = series;
  return (
    <>
      <tr className="[&>*]:align-middle!">
        <th scope="row">
          <span className="block text-[0.8125rem] text-ink">
            <strong>{symbol}</strong> {interval} <SourceMark source={source} />
          </span>
          <span className="font-normal">by {collector}</span>
        </th>
        <td className="text-xs">
          <span className="whitespace-nowrap">{day(first)} –</span>{" "}
          <span className="whitespace-nowrap">{day(last)}</span>
        </td>
        <td className="num">
          <span className="block">{bars.toLocaleString("en-US")}</span>
          {revisions > 0 && <span className="block text-xs text-muted">{revisions} revised</span>}
        </td>
        <td className="num">
          <Button
            small
            look="bare"
            className="px-1! max-md:min-h-11"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? "Hide" : "Complete?"} Gaps and findings of ${symbol} ${interval}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? "Hide" : "Complete?"}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={4} className="bg-sunken">
            <Quality symbol={symbol} interval={interval} asOf={asOf} />
          </td>
        </tr>
      )}
    </>
  );
}
