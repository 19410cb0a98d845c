import { useEffect, useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { duration } from "../../lib/formats.ts";
import type { Progress, ToolPart } from "./desk-message.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { ToolValue } from "./tool-value.tsx";
import { hintOf, toolInWords, toolRowId } from "./tool-words.ts";

interface ToolRowProps {
  part: ToolPart;
  progress: Progress | null;
  /** How long it took by the server's clock, where it said so. */
  measuredMs: number | null;
}

const ENDED: readonly ToolPart["state"][] = ["output-available", "output-error", "output-denied"];

/** One tool call as a folded row: what, with what, how it went and how long; opens to arguments and result. */
export function ToolRow({ part, progress, measuredMs }: ToolRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isRunning = !ENDED.includes(part.state);
  const hasFailed = part.state === "output-error" || part.state === "output-denied";
  const watchedMs = useElapsed(isRunning);
  const tookMs = measuredMs ?? watchedMs;
  return (
    <div className="rounded-md border border-line bg-surface text-xs">
      <details
        id={toolRowId(part.toolCallId)}
        className="group"
        onToggle={(event) => setIsOpen(event.currentTarget.open)}
      >
        <summary className="flex min-h-8 list-none items-center gap-2 px-2.5 py-1 hover:bg-sunken">
          <span className="text-muted transition-transform group-open:rotate-90">
            <Icon name="chevron" size={12} />
          </span>
          <span className="font-medium whitespace-nowrap">{toolInWords(part.toolName)}</span>
          <span className="min-w-0 truncate text-muted">{hintOf(part.input)}</span>
          <span className="ml-auto flex items-center gap-1.5 whitespace-nowrap">
            {tookMs !== null && !isRunning && <span className="text-muted">{duration(tookMs)}</span>}
            <Status isRunning={isRunning} hasFailed={hasFailed} />
          </span>
        </summary>
        {isOpen && (
          <div className="space-y-2 border-t border-line px-2.5 py-2">
            <ToolValue title="Arguments" value={part.input} />
            {"output" in part && part.output !== undefined && (
              <ToolValue title="Result" value={part.output} />
            )}
            {part.state === "output-error" && <p className="text-loss">{part.errorText}</p>}
            <p className="font-mono text-2xs text-muted">
              {part.toolName} · {part.toolCallId}
            </p>
          </div>
        )}
      </details>
      {isRunning && progress && (
        <div className="border-t border-line px-2.5 py-1.5">
          <ProgressBar progress={progress} />
        </div>
      )}
    </div>
  );
}

function Status({ isRunning, hasFailed }: { isRunning: boolean; hasFailed: boolean }) {
  if (isRunning) return <span className="text-accent">Running…</span>;
  return (
    <span className={`flex items-center gap-1 ${hasFailed ? "text-loss" : "text-gain"}`}>
      <Icon name={hasFailed ? "cross" : "check"} size={12} />
      {hasFailed ? "Failed" : "Done"}
    </span>
  );
}

/** Milliseconds a run took while this row watched it; null when it had ended before the row was drawn. */
function useElapsed(isRunning: boolean): number | null {
  const [startedAt] = useState(() => (isRunning ? performance.now() : null));
  const [elapsedMs, setElapsedMs] = useState<number | null>(null);
  useEffect(() => {
    if (!isRunning && startedAt !== null) setElapsedMs(performance.now() - startedAt);
  }, [isRunning, startedAt]);
  return elapsedMs;
}
