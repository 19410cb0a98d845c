import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { PromotionVerdict, StrategyDefinition } from "#core/model";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
import { useMe } from "../../lib/session.tsx";
import { Typed } from "./fields.tsx";

/** What a strategy must show for its next stage, and the button for those who answer for it. */
export function PromotionPanel({ definition }: { definition: StrategyDefinition }) {
  const isOver = definition.stage === "live" || definition.stage === "archived";
  return (
    <Panel title="Promotion" aside="the gate, and then a person">
      {isOver ? (
        <EmptyState title={`It is ${definition.stage}: there is no step up.`} />
      ) : (
        <Asked definition={definition} />
      )}
    </Panel>
  );
}

function Asked({ definition }: { definition: StrategyDefinition }) {
  const verdict = useDesk("judgePromotion", { definitionId: definition.id });
  const me = useMe();
  return (
    <Loaded query={verdict} skeleton={<SkeletonRows rows={6} />}>
      {(told) => (
        <>
          <Requirements verdict={told} />
          {me.scopes.includes("strategies:promote") && <Promote definitionId={definition.id} to={told.to} />}
        </>
      )}
    </Loaded>
  );
}

function Requirements({ verdict }: { verdict: PromotionVerdict }) {
  const open = verdict.requirements.filter(({ met }) => !met).length;
  return (
    <div className="space-y-3 p-3 text-sm">
      <p className="font-medium">
        From {verdict.from} to {verdict.to}:{" "}
        {open === 0 ? "everything is shown." : `${open} of ${verdict.requirements.length} not met.`}
      </p>
      <ul className="space-y-1.5">
        {verdict.requirements.map(({ id, met, words }) => (
          <li key={id} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
            <span className={met ? "text-gain" : "text-loss"}>{met ? "met" : "not met"}</span>
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {verdict.whatWouldMakeThisLuck.length > 0 && (
        <>
          <h3 className="font-medium">What would make this luck?</h3>
          <ul className="list-disc space-y-1 pl-5">
            {verdict.whatWouldMakeThisLuck.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Promote({ definitionId, to }: { definitionId: string; to: PromotionVerdict["to"] }) {
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const promote = useDeskAction("promoteStrategy", () => client.invalidateQueries({ queryKey: ["desk"] }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    promote.mutate({ definitionId, note });
  };
  return (
    <form onSubmit={send} className="space-y-3 border-t border-line p-3">
      <Typed
        label="What you looked at"
        value={note}
        onType={setNote}
        required
        minLength={3}
        maxLength={600}
      />
      {promote.error && <FailureNotice error={promote.error} />}
      {promote.data && !promote.data.passed && (
        <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm">
          The gate did not let it pass; what it said is kept with your note.
        </p>
      )}
      <Button type="submit" disabled={promote.isPending}>
        Promote it to {to}
      </Button>
    </form>
  );
}
