import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { money } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { dayFrom } from "./instants.ts";

/** Earnings are looked for half a year back and ahead. */
const AROUND_DAYS = 180;

/** When the company told its figures, or is expected to. */
export function Earnings({ symbol, asOf }: { symbol: string; asOf: string | undefined }) {
  const today = asOf ?? new Date().toISOString();
  const query = useDesk("getCalendar", {
    symbols: [symbol],
    asOf,
    from: dayFrom(today, -AROUND_DAYS),
    to: dayFrom(today, AROUND_DAYS),
  });
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows rows={1} />}
      isEmpty={({ earnings }) => earnings.length === 0}
      empty={<p className="px-3 py-2 text-xs text-muted">No earnings date within half a year is known.</p>}
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
  );
}
