import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Moment } from "../../components/moment.tsx";
import { Panel } from "../../components/panel.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import type { RiskReport } from "../../lib/desk-types.ts";
import { deskQuery } from "../../lib/queries.ts";
import { Exposures } from "./exposures.tsx";
import { Limits } from "./limits.tsx";
import { Liquidity } from "./liquidity.tsx";
import { type OwnScenario, OwnScenarios } from "./own-scenario.tsx";
import { RiskFigures } from "./risk-figures.tsx";
import { Stress } from "./stress.tsx";
import { TailRisk } from "./tail-risk.tsx";
import { TradingStanding } from "./trading-standing.tsx";
import { WhatIf } from "./what-if.tsx";

/** What could go wrong, how much of each limit is used, and what one more order would change. */
export function RiskPage() {
  const [scenarios, setScenarios] = useState<OwnScenario[]>([]);
  const report = useQuery({
    ...deskQuery("getRiskReport", { scenarios }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="mx-auto max-w-[90rem] space-y-4 p-3 md:p-5">
      <h1 className="sr-only">Risk</h1>
      <TradingStanding />
      <Panel title="Risk of the account" aside={report.data && <Basis report={report.data} />}>
        <RiskFigures query={report} />
      </Panel>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="min-w-0 space-y-4">
          <Panel title="Limits">
            <Limits />
          </Panel>
          <Panel title="Exposures">
            <Exposures query={report} />
          </Panel>
          <Panel title="Stress: what a bad day would cost">
            <Stress query={report} />
            <OwnScenarios scenarios={scenarios} onChange={setScenarios} />
          </Panel>
        </div>
        <div className="min-w-0 space-y-4">
          <Panel title="What if?">
            <WhatIf />
          </Panel>
          <Panel title="Value at risk, one day">
            <TailRisk query={report} />
          </Panel>
          <Panel title="Time to sell">
            <Liquidity query={report} />
          </Panel>
        </div>
      </div>
    </div>
  );
}

function Basis({ report }: { report: RiskReport }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-1.5">
      {report.sources.map((source) => (
        <SourceMark key={source} source={source} />
      ))}
      as of <Moment at={report.asOf} />
    </span>
  );
}
