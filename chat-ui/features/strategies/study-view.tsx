import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Study } from "#core/model";
import { Badge } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Wide } from "../../components/wide.tsx";
import { deskQuery, useDeskAction } from "../../lib/queries.ts";
import { Compared } from "./metric-table.tsx";
import { SaveDraft } from "./save-draft.tsx";
import { figure, parameterWords } from "./words.ts";

/** How often a search that is under way is looked at, ms. */
const LOOK_EVERY_MS = 1000;

interface StudyViewProps {
  studyId: string;
  onSaved: (definitionId: string) => void;
}

/** A search while it goes on, and what it found: the best where it searched, beside bars it never saw. */
export function StudyView({ studyId, onSaved }: StudyViewProps) {
  const query = useQuery({
    ...deskQuery("getStudy", { studyId }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? LOOK_EVERY_MS : false),
  });
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
      {(study) => (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
          <Panel
            title={`${study.inputs.strategy} on ${study.inputs.symbol}`}
            aside={<Badge tone={study.state === "finished" ? "good" : "accent"}>{study.state}</Badge>}
          >
            <Progress study={study} />
            <Found study={study} />
          </Panel>
          {study.state === "finished" && study.best && (
            <Panel title="Keep the best">
              <div className="p-3">
                <SaveDraft
                  body={bodyOf(study, study.best.parameters)}
                  usualName={`${study.inputs.strategy} on ${study.inputs.symbol}, tuned`}
                  from={{ studyId: study.id }}
                  onSaved={onSaved}
                />
              </div>
            </Panel>
          )}
        </div>
      )}
    </Loaded>
  );
}

const bodyOf = ({ inputs, fixed }: Study, best: Study["fixed"]) => ({
  kind: inputs.strategy,
  parameters: { ...fixed, ...best },
  universe: inputs.universe ?? [inputs.symbol],
  interval: inputs.interval,
  costs: inputs.costs,
});

function Progress({ study }: { study: Study }) {
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: ["desk", "getStudy"] });
  const pause = useDeskAction("pauseStudy", renew);
  const resume = useDeskAction("resumeStudy", renew);
  const cancel = useDeskAction("cancelStudy", renew);
  const { done, total, secondsLeft, bestValue } = study.progress;
  const { id: studyId, state } = study;
  const error = pause.error ?? resume.error ?? cancel.error;
  return (
    <div className="space-y-2 p-3 text-sm">
      <p>
        {study.methodReason} <span className="text-muted">({study.method})</span>
      </p>
      <progress className="w-full" max={total} value={done} aria-label="Trials done" />
      <p role="status" className="text-muted">
        {done} of {total} trials
        {state === "running" && secondsLeft !== null && `, some ${Math.ceil(secondsLeft)} s to go`}
        {bestValue !== null && `, best ${study.objectives[0]} ${figure(bestValue)}`}
      </p>
      <div className="flex flex-wrap gap-2">
        {state === "running" && <Button onClick={() => pause.mutate({ studyId })}>Pause</Button>}
        {state === "paused" && <Button onClick={() => resume.mutate({ studyId })}>Go on</Button>}
        {(state === "running" || state === "paused") && (
          <Button look="danger-quiet" onClick={() => cancel.mutate({ studyId })}>
            Cancel the search
          </Button>
        )}
      </div>
      {error && <FailureNotice error={error} />}
    </div>
  );
}

function Found({ study }: { study: Study }) {
  const { best, outOfSample, warnings, front, objectives } = study;
  if (!best?.metrics)
    return <p className="border-t border-line p-3 text-sm text-muted">Nothing was found yet.</p>;
  const columns = outOfSample ? [best.metrics, outOfSample] : [best.metrics];
  return (
    <div className="border-t border-line">
      <p className="p-3 text-sm">
        The best: <strong>{parameterWords(best.parameters)}</strong>
      </p>
      <Wide name="Figures of the best">
        <Compared
          heads={outOfSample ? ["Searched bars", "Unseen bars"] : ["Searched bars"]}
          columns={columns}
        />
      </Wide>
      {warnings.length > 0 && (
        <ul className="list-disc space-y-1 p-3 pl-7 text-sm">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {objectives.length > 1 && (
        <ul className="space-y-1 border-t border-line p-3 text-sm" aria-label="Trials no other beats">
          {front.map(({ number, parameters, values }) => (
            <li key={number}>
              {parameterWords(parameters)}:{" "}
              {values?.map((value, place) => `${objectives[place]} ${figure(value)}`).join(", ")}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
