import { asFailure } from "../lib/request-failure.ts";
import { Button } from "./button.tsx";

/** What failed, why, and what to do, in the server's own words; optionally with a way to try again. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { what, why, fix, code } = asFailure(error);
  return (
    <div role="alert" className="rounded-md border border-loss bg-loss-soft px-3 py-2 text-sm">
      <p className="font-medium text-loss">{what}</p>
      <p className="mt-0.5 text-ink">
        {why} {fix}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <span className="font-mono text-2xs text-ink">{code}</span>
        {onRetry && (
          <Button small onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
