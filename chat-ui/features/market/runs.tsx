import { Badge, type Tone } from "../../components/badge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { useDesk } from "../../lib/queries.ts";
import { countWords } from "./count-words.ts";

const TONES: Record<string, Tone> = { done: "good", running: "accent", partial: "warn", failed: "bad" };

/** When vendors were asked, what arrived and what went wrong; newest first, only runs begun by the instant. */
export function Runs({ asOf }: { asOf: string | undefined }) {
  const query = useDesk("listCollectorRuns", { limit: asOf ? 500 : 20 });
  const begun = query.data?.runs.filter(({ startedAt }) => !asOf || startedAt <= asOf).slice(0, 20) ?? [];
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows />}
      isEmpty={() => begun.length === 0}
      empty={
        <EmptyState title="No collector has run.">A run appears here whenever a vendor is asked.</EmptyState>
      }
    >
      {() => (
        <ul className="divide-y divide-line">
          {begun.map(({ id, collector, job, startedAt, outcome, counts, findings, error }) => (
            <li key={id} className="px-3 py-1.5 text-sm">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <strong>{collector}</strong> {job}
                <Badge tone={TONES[outcome] ?? "neutral"}>{outcome}</Badge>
                <span className="text-xs text-muted">
                  <Moment at={startedAt} />, {countWords(counts)}
                  {findings > 0 && `, ${findings} findings`}
                </span>
              </p>
              {error && <p className="text-xs break-words text-loss">{error}</p>}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
