import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { day, money } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { actionWords } from "./action-words.ts";
import { dayFrom } from "./instants.ts";

/** Earnings are looked for half a year back and ahead. */
const AROUND_DAYS = 180;

/** Splits, dividends and the like, and when the company tells its figures. */
export function Announced({ symbol, asOf }: { symbol: string; asOf: string | undefined }) {
  const actions = useDesk("listActions", { symbol, asOf });
  const today = dayFrom(asOf ?? new Date().toISOString(), 0);
  const calendar = useDesk("getCalendar", {
    symbols: [symbol],
    asOf,
    from: dayFrom(today, -AROUND_DAYS),
    to: dayFrom(today, AROUND_DAYS),
  });
  return (
    <>
      <Loaded
        query={actions}
        skeleton={<SkeletonRows rows={2} />}
        isEmpty={(answer) => answer.actions.length === 0}
        empty={<EmptyState title="No splits, dividends or changes of name were announced." />}
      >
        {(answer) => (
          <ul className="divide-y divide-line">
            {answer.actions.slice(0, 10).map((action) => (
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
          </ul>
        )}
      </Loaded>
      <div className="border-t border-line">
        <Loaded
          query={calendar}
          skeleton={<SkeletonRows rows={1} />}
          isEmpty={({ earnings }) => earnings.length === 0}
          empty={
            <p className="px-3 py-2 text-xs text-muted">No earnings date within half a year is known.</p>
          }
        >
          {({ earnings }) => (
            <ul className="divide-y divide-line">
              {earnings.map(({ occurredAt, isEstimate, epsExpected, source, collector }) => (
                <li
                  key={occurredAt + collector}
                  className="flex flex-wrap justify-between gap-x-4 px-3 py-1.5 text-sm"
                >
                  <span>
                    Earnings {isEstimate ? "expected about" : "on"} <Moment at={occurredAt} />{" "}
                    <SourceMark source={source} />
                  </span>
                  <span className="text-xs text-muted">
                    {epsExpected !== null && <>{money(epsExpected)} a share expected, </>}by {collector}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </div>
    </>
  );
}
