import type { UseQueryResult } from "@tanstack/react-query";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Meter } from "../../components/meter.tsx";
import type { RiskReport } from "../../lib/desk-types.ts";
import { capitalised, money, percent } from "../../lib/formats.ts";

type Scenario = RiskReport["stress"][number];

/** What each scenario would cost, the worst first; each unfolds to what it assumes and what each position loses. */
export function Stress({ query }: { query: UseQueryResult<RiskReport, Error> }) {
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows rows={6} />}
      isEmpty={({ stress }) => stress.length === 0}
      empty={<EmptyState title="No scenario could be measured." />}
    >
      {({ stress }) => {
        const worst = Math.max(...stress.map(({ lossUsd }) => Math.abs(lossUsd)), 0);
        return (
          <ul className="divide-y divide-line">
            {stress.map((scenario) => (
              <ScenarioRow key={scenario.name} scenario={scenario} worst={worst} />
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}

function ScenarioRow({ scenario, worst }: { scenario: Scenario; worst: number }) {
  const { name, assumption, lossUsd, ofEquity, positions } = scenario;
  return (
    <li>
      <details>
        <summary className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-3 py-1.5 text-[0.8125rem] hover:bg-sunken sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_9rem]">
          <span className="font-medium">{capitalised(name)}</span>
          <span className="max-sm:order-1 max-sm:col-span-2">
            <Meter fraction={worst > 0 ? lossUsd / worst : 0} ink={lossUsd > 0 ? "full" : "faint"} />
          </span>
          <span className="flex justify-end text-right whitespace-nowrap">
            <Outcome lossUsd={lossUsd} />
            <span className="w-14 text-muted">{percent(ofEquity, { digits: 1 })}</span>
          </span>
        </summary>
        <div className="bg-sunken px-3 py-2 text-xs">
          <p className="max-w-prose text-muted">{assumption}</p>
          <ul className="mt-1.5 grid gap-x-6 gap-y-0.5 sm:grid-cols-2">
            {positions.map((part) => (
              <li key={part.symbol} className="flex justify-between gap-3">
                <span>
                  {part.symbol}{" "}
                  <span className="text-muted">
                    moves {percent(part.change, { signed: true, digits: 1 })}
                  </span>
                </span>
                <Outcome lossUsd={part.lossUsd} />
              </li>
            ))}
          </ul>
        </div>
      </details>
    </li>
  );
}

/** A loss is written as what the account would move by, sign first. */
function Outcome({ lossUsd }: { lossUsd: number }) {
  const ink = lossUsd > 0 ? "text-loss" : lossUsd < 0 ? "text-gain" : "";
  return <span className={ink}>{money(-lossUsd, { signed: true, digits: 0 })}</span>;
}
