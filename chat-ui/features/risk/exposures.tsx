import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { Choice } from "../../components/choice.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Meter } from "../../components/meter.tsx";
import type { RiskReport } from "../../lib/desk-types.ts";
import { capitalised, money, percent } from "../../lib/formats.ts";

const HEADINGS = ["bySymbol", "bySector", "byCurrency", "byOrigin"] as const;
type Heading = (typeof HEADINGS)[number];

const WORDS: Record<Heading, string> = {
  bySymbol: "By symbol",
  bySector: "By sector",
  byCurrency: "By currency",
  byOrigin: "By origin",
};

/** Money at risk under one heading at a time, largest first, and the factors it leans on. */
export function Exposures({ query }: { query: UseQueryResult<RiskReport, Error> }) {
  const [heading, setHeading] = useState<Heading>("bySymbol");
  return (
    <>
      <div className="border-b border-line px-3 py-1.5">
        <Choice
          name="Exposures by"
          options={HEADINGS}
          value={heading}
          onChange={setHeading}
          words={(option) => WORDS[option]}
        />
      </div>
      <Loaded
        query={query}
        skeleton={<SkeletonRows />}
        isEmpty={({ exposures }) => exposures[heading].length === 0}
        empty={<EmptyState title="Nothing is held, and no order is open." />}
      >
        {({ exposures, basis }) => (
          <>
            <ExposureTable lines={exposures[heading]} heading={WORDS[heading]} />
            <Factors factors={exposures.factors} />
            <p className="border-t border-line px-3 py-2 text-xs text-muted">{basis}</p>
          </>
        )}
      </Loaded>
    </>
  );
}

interface ExposureTableProps {
  lines: RiskReport["exposures"]["bySymbol"];
  heading: string;
}

function ExposureTable({ lines, heading }: ExposureTableProps) {
  const largest = Math.max(...lines.map(({ gross }) => Number(gross)), 0);
  return (
    <table className="desk-table cards">
      <caption className="sr-only">Exposures {heading.toLowerCase()}</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className="w-2/5">
            <span className="sr-only">Share of the largest</span>
          </th>
          <th scope="col" className="num">
            Gross
          </th>
          <th scope="col" className="num">
            Net
          </th>
          <th scope="col" className="num">
            Of equity
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.name}>
            <th scope="row" className="wide">
              <span className="text-[0.8125rem] font-semibold text-ink">{capitalised(line.name)}</span>
            </th>
            <td className="wide align-middle">
              <div className="w-full">
                <Meter fraction={largest > 0 ? Number(line.gross) / largest : 0} />
              </div>
            </td>
            <td className="num" data-label="Gross">
              {money(line.gross)}
            </td>
            <td className="num" data-label="Net">
              {money(line.net)}
            </td>
            <td className="num" data-label="Of equity">
              {percent(line.grossOfEquity, { digits: 1 })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Factors({ factors }: { factors: RiskReport["exposures"]["factors"] }) {
  return (
    <dl className="space-y-1 border-t border-line px-3 py-2 text-xs">
      {factors.map(({ factor, value, meaning }) => (
        <div key={factor} className="flex flex-wrap gap-x-3">
          <dt className="w-24 font-medium">{capitalised(factor)}</dt>
          <dd className="min-w-0 flex-1 text-muted">
            {value !== null && (
              <span className="mr-2 font-medium text-ink">
                {factor === "momentum"
                  ? percent(value, { signed: true })
                  : value.toFixed(2).replace("-", "−")}
              </span>
            )}
            {meaning}
          </dd>
        </div>
      ))}
    </dl>
  );
}
