import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { day } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { actionWords } from "./action-words.ts";

const SHOWN = 10;

/** What the issuer did to its shares, newest ex-day first, as each teller tells it. */
export function Actions({ symbol, asOf }: { symbol: string; asOf: string | undefined }) {
  const query = useDesk("listActions", { symbol, asOf });
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows rows={2} />}
      isEmpty={({ actions }) => actions.length === 0}
      empty={<EmptyState title="No splits, dividends or changes of name were announced." />}
    >
      {({ actions }) => (
        <ul className="divide-y divide-line">
          {actions.slice(0, SHOWN).map((action) => (
            <li
              key={[action.kind, action.exOn, action.collector, action.amount].join()}
              className="flex flex-wrap justify-between gap-x-4 px-3 py-1.5 text-sm"
            >
              <span>
                {actionWords(action)} <SourceMark source={action.source} />
              </span>
              <span className="text-xs text-muted">
                ex {day(action.exOn)}, by {action.collector}
              </span>
            </li>
          ))}
          {actions.length > SHOWN && (
            <li className="px-3 py-1.5 text-xs text-muted">And {actions.length - SHOWN} older ones.</li>
          )}
        </ul>
      )}
    </Loaded>
  );
}
