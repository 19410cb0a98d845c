import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import type { Utilisation } from "../../lib/desk-types.ts";
import { capitalised, money, percent, quantity, UNKNOWN } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { usePersonName } from "../../lib/session.tsx";

const NEAR = 0.8;

/** How much of each limit is used, fullest first, and who last set the limits. */
export function LimitBars() {
  const query = useDesk("getLimits", {});
  const nameOf = usePersonName();
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
      {({ current, utilisation }) => (
        <>
          <ul className="space-y-3 p-3">
            {[...utilisation]
              .sort((a, b) => (b.fraction ?? 0) - (a.fraction ?? 0))
              .map((limit) => (
                <LimitBar key={limit.limit} limit={limit} />
              ))}
          </ul>
          <p className="border-t border-line px-3 py-2 text-xs text-muted">
            Version {current.version}, set by {current.setBy.map(nameOf).join(" and ")}{" "}
            <Moment at={current.setAt} />: {current.reason}
          </p>
        </>
      )}
    </Loaded>
  );
}

function LimitBar({ limit }: { limit: Utilisation }) {
  const { fraction } = limit;
  const isOver = fraction !== null && fraction >= 1;
  const ink = isOver ? "bg-loss" : (fraction ?? 0) >= NEAR ? "bg-warn" : "bg-accent";
  return (
    <li>
      <div className="flex items-baseline justify-between gap-3 text-xs">
        <span className="min-w-0">{capitalised(limit.name)}</span>
        <span className="whitespace-nowrap">
          {amount(limit, limit.used)} <span className="text-muted">/ {amount(limit, limit.max)}</span>
          <span className="sr-only">, {percent(fraction, { digits: 0 })} used</span>
        </span>
      </div>
      <div aria-hidden="true" className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
        <div
          className={`h-full rounded-full ${ink}`}
          style={{ width: `${Math.min(1, fraction ?? 0) * 100}%` }}
        />
      </div>
      {isOver && (
        <p className="text-xs font-medium text-loss">At its limit: orders that add to it are refused.</p>
      )}
    </li>
  );
}

function amount({ unit }: Utilisation, value: string | null): string {
  if (value === null) return UNKNOWN;
  return unit === "USD" ? money(value, { digits: 0 }) : `${quantity(value)} ${unit}`;
}
