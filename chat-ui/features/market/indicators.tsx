import type { IndicatorSeries } from "#core/model";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { day, quantity, UNKNOWN } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { yearWords } from "./year-words.ts";

/** Economic series held: newest value, when it was published, how often it was revised, and when the next comes. */
export function Indicators({ asOf }: { asOf: string | undefined }) {
  const query = useDesk("listIndicators", { asOf });
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows rows={6} />}
      isEmpty={({ series }) => series.length === 0}
      empty={
        <EmptyState title="No series is held.">
          {query.data?.freshness.warning ?? "The FRED collector brings them, or an import."}
        </EmptyState>
      }
    >
      {({ series }) => (
        <table className="desk-table cards">
          <thead>
            <tr>
              <th scope="col">Series</th>
              <th scope="col" className="num">
                Value
              </th>
              <th scope="col" className="num">
                On the year
              </th>
              <th scope="col" className="num">
                Published
              </th>
              <th scope="col" className="num">
                Next release
              </th>
            </tr>
          </thead>
          <tbody>
            {series.map((one) => (
              <SeriesRow key={one.id} series={one} asOf={asOf} />
            ))}
          </tbody>
        </table>
      )}
    </Loaded>
  );
}

function SeriesRow({ series, asOf }: { series: IndicatorSeries; asOf: string | undefined }) {
  const { data, error } = useDesk("getIndicator", { series: series.id, asOf, limit: 1 });
  const revisions = (data?.vintages.length ?? 1) - 1;
  return (
    <tr>
      <th scope="row" className="wide">
        <span className="block text-[0.8125rem] whitespace-normal text-ink">{series.title}</span>
        <span className="block font-normal whitespace-normal">
          {series.id}, {series.units}, {series.frequency} <SourceMark source={series.source} />
        </span>
        {error && <FailureNotice error={error} />}
      </th>
      <td className="num" data-label="Value">
        <span>
          {quantity(data?.latest?.value)}
          <span className="block text-xs text-muted">
            {data?.latest && day(data.latest.periodOn)}
            {revisions > 0 && `, revised ${revisions === 1 ? "once" : `${revisions} times`}`}
          </span>
        </span>
      </td>
      <td className="num" data-label="On the year">
        {yearWords(series.units, data?.latest?.value ?? null, data?.latest?.changeOnYear ?? null)}
      </td>
      <td className="num text-xs" data-label="Published">
        {data?.latest ? day(data.latest.publishedAt) : UNKNOWN}
      </td>
      <td className="num text-xs" data-label="Next release">
        {data?.nextRelease ? (
          data.nextRelease.isTimeKnown ? (
            <Moment at={data.nextRelease.occurredAt} />
          ) : (
            day(data.nextRelease.occurredAt)
          )
        ) : (
          UNKNOWN
        )}
      </td>
    </tr>
  );
}
