import { useQueryClient } from "@tanstack/react-query";
import { Badge } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { momentUtc } from "../../lib/formats.ts";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
import { usePersonName } from "../../lib/session.tsx";
import { PromotionPanel } from "./promotion-panel.tsx";
import { ValidationPanel } from "./validation-panel.tsx";
import { parameterWords } from "./words.ts";

interface DefinitionViewProps {
  definitionId: string;
  onTested: (backtestId: string) => void;
}

/** One strategy of the repository: what it says, what was found for and against it, what it still has to show. */
export function DefinitionView({ definitionId, onTested }: DefinitionViewProps) {
  const query = useDesk("getDefinition", { definitionId });
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
      {({ definition, versions }) => (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <Said definition={definition} versions={versions} onTested={onTested} />
          <PromotionPanel definition={definition} />
          <div className="lg:col-span-2">
            {definition.validationId ? (
              <ValidationPanel validationId={definition.validationId} />
            ) : (
              <Panel title="For and against">
                <EmptyState title="It was not validated yet.">
                  Validate it to see how it did on bars its numbers were not tuned on.
                </EmptyState>
              </Panel>
            )}
          </div>
        </div>
      )}
    </Loaded>
  );
}

type Shown = DeskOutput<"getDefinition">;
type SaidProps = Shown & Pick<DefinitionViewProps, "onTested">;

function Said({ definition, versions, onTested }: SaidProps) {
  const client = useQueryClient();
  const nameOf = usePersonName();
  const renew = () => client.invalidateQueries({ queryKey: ["desk"] });
  const { id, body, stage } = definition;
  const test = useDeskAction("testStrategy", (report) => onTested(report.id));
  const validate = useDeskAction("validateStrategy", renew);
  const archive = useDeskAction("archiveStrategy", renew);
  const isBusy = test.isPending || validate.isPending || archive.isPending;
  const error = test.error ?? validate.error ?? archive.error;
  const isAway = stage === "archived";
  return (
    <Panel title={definition.name} aside={<Badge tone="accent">{stage}</Badge>}>
      <dl className="space-y-2 p-3 text-sm">
        <Row name="Why">{definition.why}</Row>
        <Row name="Rule">
          {body.kind}, {parameterWords(body.parameters)}
        </Row>
        <Row name="On">
          {body.universe.join(", ")}, {body.interval}
        </Row>
        <Row name="Owner">{nameOf(definition.owner)}</Row>
        <Row name="Versions">
          {versions.map(({ version, createdAt }) => `${version} of ${momentUtc(createdAt)}`).join("; ")}
        </Row>
        <Row name="Last review">
          {definition.lastReviewedAt ? momentUtc(definition.lastReviewedAt) : "nobody yet"}
        </Row>
      </dl>
      <div className="flex flex-wrap gap-2 border-t border-line p-3">
        <Button disabled={isBusy} onClick={() => test.mutate({ definitionId: id })}>
          {test.isPending ? "Replaying…" : "Test it"}
        </Button>
        <Button look="primary" disabled={isBusy} onClick={() => validate.mutate({ definitionId: id })}>
          {validate.isPending ? "Walking forward…" : "Validate it"}
        </Button>
        <Button
          look="bare"
          disabled={isBusy}
          onClick={() =>
            archive.mutate({ definitionId: id, restore: isAway, reason: "From the page of the strategy." })
          }
        >
          {isAway ? "Take it out again" : "Put it away"}
        </Button>
      </div>
      {error && (
        <div className="p-3">
          <FailureNotice error={error} />
        </div>
      )}
    </Panel>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_minmax(0,1fr)] gap-2">
      <dt className="text-muted">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
