import { Badge } from "../../components/badge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { useDesk } from "../../lib/queries.ts";

const STANDING = {
  ok: { tone: "good", word: "answers" },
  warning: { tone: "warn", word: "answers with trouble" },
  failed: { tone: "bad", word: "does not answer" },
} as const;

/** Each vendor: whether it answers, what is wrong, and when it last told something useful. */
export function Vendors() {
  const query = useDesk("getCoverage", {});
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows rows={2} />}
      isEmpty={({ vendors }) => vendors.length === 0}
      empty={
        <EmptyState title="No vendor is configured.">
          The desk runs on its own sample and simulated numbers. docs/vendors.md says how to add a vendor.
        </EmptyState>
      }
    >
      {({ vendors }) => (
        <ul className="divide-y divide-line">
          {vendors.map(({ name, source, status, detail, answeredAt }) => (
            <li key={name} className="px-3 py-2 text-sm">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <strong>{name}</strong> <SourceMark source={source} />
                <Badge tone={STANDING[status].tone}>{STANDING[status].word}</Badge>
                <span className="text-xs text-muted">
                  {answeredAt ? (
                    <>
                      last useful answer <Moment at={answeredAt} />
                    </>
                  ) : (
                    "no useful answer yet"
                  )}
                </span>
              </p>
              {detail && <p className="text-xs break-words text-muted">{detail}</p>}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
