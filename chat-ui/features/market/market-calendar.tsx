import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { day } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { calendarDays } from "./calendar-days.ts";

/** What is on, day by day: the exchange's hours, releases, earnings and ex-days. */
export function MarketCalendar({ asOf }: { asOf: string | undefined }) {
  const query = useDesk("getCalendar", { asOf });
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
      {(calendar) => (
        <ul className="divide-y divide-line">
          {calendarDays(calendar).map(({ on, session, events }) => (
            <li key={on} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 px-3 py-1.5 text-sm">
              <span className="whitespace-nowrap">{day(on)}</span>
              <div>
                <p className="text-xs text-muted">{session}</p>
                {events.map(({ says, source }) => (
                  <p key={says}>
                    {says} <SourceMark source={source} />
                  </p>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
