import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { capitalised } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";

/** Each fact that was known at an instant, with when it became known; last known first. */
export function Known({ symbol, asOf }: { symbol: string; asOf: string }) {
  const query = useDesk("knownAbout", { symbol, asOf });
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows rows={6} />}
      isEmpty={({ facts }) => facts.length === 0}
      empty={<EmptyState title="Nothing was known by then." />}
    >
      {({ facts }) => (
        <ul className="divide-y divide-line">
          {facts.map(({ topic, says, isOutsideText, knownAt, source, collector }) => (
            <li key={topic + knownAt + says} className="px-3 py-1.5 text-sm">
              <span className="text-muted">{capitalised(topic)}: </span>
              <span className="break-words">{isOutsideText ? `“${says}”` : says}</span>{" "}
              <span className="text-xs text-muted">
                known <Moment at={knownAt} />
                {collector && `, by ${collector}`} <SourceMark source={source} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
