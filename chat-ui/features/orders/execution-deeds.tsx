import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { useDeskAction } from "../../lib/queries.ts";
import { useMay } from "../../lib/session.tsx";
import { type Execution, hasEnded } from "./execution-words.ts";

/** Holding, going on and ending an order that is worked in slices; ending asks twice. */
export function ExecutionDeeds({ execution }: { execution: Execution }) {
  const mayHold = useMay("orders:cancel");
  const [isEnding, setIsEnding] = useState(false);
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: ["desk"] });
  const pause = useDeskAction("pauseExecution", renew);
  const resume = useDeskAction("resumeExecution", renew);
  const end = useDeskAction("cancelExecution", renew);
  if (!mayHold || hasEnded(execution)) return null;
  const isWorking = pause.isPending || resume.isPending || end.isPending;
  const error = pause.error ?? resume.error ?? end.error;
  const input = { executionId: execution.id };
  return (
    <section
      aria-label="What may be done"
      className="space-y-2 rounded-lg border border-line bg-surface p-3 text-sm"
    >
      {error && <FailureNotice error={error} />}
      {isEnding && (
        <p className="text-muted">
          No further slice is sent, and the one in the market is cancelled; it may still trade first. What has
          traded stays.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {!isEnding && execution.status === "working" && (
          <Button disabled={isWorking} onClick={() => pause.mutate(input)}>
            Pause
          </Button>
        )}
        {!isEnding && execution.status === "paused" && (
          <Button disabled={isWorking} onClick={() => resume.mutate(input)}>
            Go on
          </Button>
        )}
        <Button
          look={isEnding ? "danger" : "danger-quiet"}
          disabled={isWorking}
          onClick={() => (isEnding ? end.mutate(input) : setIsEnding(true))}
        >
          {isEnding ? "End it now" : "End it…"}
        </Button>
        {isEnding && <Button onClick={() => setIsEnding(false)}>Keep it going</Button>}
      </div>
    </section>
  );
}
