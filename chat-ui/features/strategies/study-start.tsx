import { type FormEvent, useState } from "react";
import type { StrategyKind } from "#core/model";
import { Badge } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { momentUtc } from "../../lib/formats.ts";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
import { Picked, Typed } from "./fields.tsx";

const METHODS = {
  auto: "Let the desk choose",
  grid: "Grid",
  random: "Random",
  gp: "Gaussian process",
  tpe: "Parzen estimators (TPE)",
  nsga2: "Genetic (NSGA-II)",
  "cma-es": "CMA-ES",
} as const;
type Method = keyof typeof METHODS;
const METHOD_OPTIONS = Object.entries(METHODS) as [Method, string][];

/** Starts a search of parameters, and lists those there are. */
export function StudyStart({ onOpen }: { onOpen: (studyId: string) => void }) {
  return (
    <>
      <Panel
        title="Search parameters"
        aside="On the first 70 % of the history; the best is tried on the rest."
      >
        <StudyForm onOpen={onOpen} />
      </Panel>
      <Panel title="Searches">
        <Studies onOpen={onOpen} />
      </Panel>
    </>
  );
}

function StudyForm({ onOpen }: { onOpen: (studyId: string) => void }) {
  const strategies = useDesk("listStrategies", {});
  const [strategy, setStrategy] = useState<StrategyKind>("sma-cross");
  const [instrument, setInstrument] = useState("SP500");
  const [method, setMethod] = useState<Method>("auto");
  const [budget, setBudget] = useState("100");
  const searchable = (strategies.data?.strategies ?? [])
    .filter(({ parameters }) => parameters.length > 0)
    .map(({ kind, name }) => [kind, name] as const);
  const start = useDeskAction("startStudy", ({ id }) => onOpen(id));
  const send = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({ strategy, symbol: instrument, method, budget: Number(budget) });
  };
  return (
    <form onSubmit={send} className="space-y-4 p-3">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Picked label="Strategy" options={searchable} value={strategy} onPick={setStrategy} />
        <Typed label="Instrument" value={instrument} onType={setInstrument} required />
        <Picked label="How" options={METHOD_OPTIONS} value={method} onPick={setMethod} />
        <Typed label="Trials" value={budget} onType={setBudget} type="number" min="1" max="100000" required />
      </div>
      {start.error && <FailureNotice error={start.error} />}
      <Button type="submit" look="primary" disabled={start.isPending}>
        Start the search
      </Button>
    </form>
  );
}

function Studies({ onOpen }: { onOpen: (studyId: string) => void }) {
  const query = useDesk("listStudies", {});
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows />}
      isEmpty={({ studies }) => studies.length === 0}
      empty={<EmptyState title="There is none yet." />}
    >
      {({ studies }) => (
        <ul className="divide-y divide-line">
          {studies.map(({ id, inputs, method, state, progress, startedAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2 text-sm">
              <button type="button" className="text-accent hover:underline" onClick={() => onOpen(id)}>
                {inputs.strategy} on {inputs.symbol}, {METHODS[method]}
              </button>
              <span className="text-xs text-muted">
                {progress.done} of {progress.total}, {momentUtc(startedAt)} <Badge>{state}</Badge>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
