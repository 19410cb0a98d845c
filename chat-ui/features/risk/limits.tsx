import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Meter } from "../../components/meter.tsx";
import { Moment } from "../../components/moment.tsx";
import type { DeskOutput, Utilisation } from "../../lib/desk-types.ts";
import { capitalised, money, percent, quantity, UNKNOWN } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { useMay, usePersonName } from "../../lib/session.tsx";
import { LimitDialog } from "./limit-dialog.tsx";
import { LimitLayers } from "./limit-layers.tsx";
import { limitInWords, limitName } from "./limit-value.ts";

const NEAR = 0.8;

/** A limit somebody wants to move, with the value it has now. */
export interface OneLimit {
  key: string;
  name: string;
  value: string | number;
}

/** Every limit: those in use with a bar, fullest first, what each order is held to, and the layers above and below. */
export function Limits() {
  const query = useDesk("getLimits", {});
  const [moved, setMoved] = useState<OneLimit | null>(null);
  return (
    <>
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {(limits) => <LimitList limits={limits} onMove={setMoved} />}
      </Loaded>
      <LimitDialog limit={moved} onClose={() => setMoved(null)} />
    </>
  );
}

interface LimitListProps {
  limits: DeskOutput<"getLimits">;
  onMove: (limit: OneLimit) => void;
}

function LimitList({ limits: { current, layers, utilisation }, onMove }: LimitListProps) {
  const nameOf = usePersonName();
  const values = new Map(Object.entries(current.limits).filter(isPlain));
  const used = new Set<string>(utilisation.map(({ limit }) => limit));
  const rest = [...values].filter(([key]) => !used.has(key));
  return (
    <>
      {GROUPS.map(({ name, holds }) => (
        <LimitGroup
          key={name}
          name={name}
          limits={utilisation.filter(holds)}
          values={values}
          onMove={onMove}
        />
      ))}
      <details className="border-t border-line">
        <summary className="px-3 py-2 text-xs font-medium text-accent">
          {rest.length} more limits, on each order and its approval
        </summary>
        <ul className="grid gap-x-6 border-t border-line sm:grid-cols-2">
          {rest.map(([key, value]) => (
            <li key={key} className="flex items-center justify-between gap-2 px-3 py-1 text-xs">
              <span className="min-w-0">{limitName(key)}</span>
              <span className="flex items-center gap-1 whitespace-nowrap">
                {limitInWords(key, value)}
                <MoveButton limit={{ key, name: limitName(key), value }} onMove={onMove} />
              </span>
            </li>
          ))}
        </ul>
      </details>
      <LimitLayers layers={layers} />
      <p className="border-t border-line px-3 py-2 text-xs text-muted">
        Version {current.version}, set by {current.setBy.map(nameOf).join(" and ")}{" "}
        <Moment at={current.setAt} />: {current.reason}
      </p>
    </>
  );
}

const isLoss = ({ limit }: Utilisation) => /DailyLoss|Drawdown|LossStreak/.test(limit);

const GROUPS = [
  { name: "Losses and drawdown", holds: isLoss },
  { name: "Exposure and money", holds: (one: Utilisation) => !isLoss(one) && one.unit === "USD" },
  { name: "Activity", holds: (one: Utilisation) => !isLoss(one) && one.unit !== "USD" },
];

interface LimitGroupProps {
  name: string;
  limits: Utilisation[];
  values: ReadonlyMap<string, string | number>;
  onMove: (limit: OneLimit) => void;
}

function LimitGroup({ name, limits, values, onMove }: LimitGroupProps) {
  const fullestFirst = [...limits].sort((a, b) => (b.fraction ?? 0) - (a.fraction ?? 0));
  if (limits.length === 0) return null;
  return (
    <section aria-label={name} className="border-b border-line last:border-0">
      <h3 className="label px-3 pt-2 font-semibold">{name}</h3>
      <ul className="grid gap-x-6 sm:grid-cols-2">
        {fullestFirst.map((limit) => (
          <UsedLimit
            key={`${limit.limit}:${limit.name}`}
            limit={limit}
            value={values.get(limit.limit)}
            onMove={onMove}
          />
        ))}
      </ul>
    </section>
  );
}

const isPlain = (entry: [string, unknown]): entry is [string, string | number] =>
  typeof entry[1] === "string" || typeof entry[1] === "number";

interface UsedLimitProps {
  limit: Utilisation;
  value: string | number | undefined;
  onMove: (limit: OneLimit) => void;
}

function UsedLimit({ limit, value, onMove }: UsedLimitProps) {
  const { fraction } = limit;
  const isOver = fraction !== null && fraction >= 1;
  const name = capitalised(limit.name);
  return (
    <li className="px-3 pt-2 pb-0.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-xs">
        <span className="min-w-0 font-medium">{name}</span>
        <span className="whitespace-nowrap">
          {amount(limit, limit.used)} <span className="text-muted">/ {amount(limit, limit.max)}</span>
        </span>
      </div>
      <div className="mt-1">
        <Meter fraction={fraction} ink={isOver ? "full" : (fraction ?? 0) >= NEAR ? "near" : "plain"} />
      </div>
      <div className="flex min-h-8 items-center justify-between gap-3 text-xs text-muted">
        <span>
          {percent(fraction, { digits: 0 })} used{!isOver && <>, {amount(limit, limit.headroom)} left</>}
          {isOver && (
            <span className="ml-1.5 font-medium text-loss">
              At its limit: orders that add to it are refused.
            </span>
          )}
        </span>
        {value !== undefined && <MoveButton limit={{ key: limit.limit, name, value }} onMove={onMove} />}
      </div>
    </li>
  );
}

function MoveButton({ limit, onMove }: { limit: OneLimit; onMove: (limit: OneLimit) => void }) {
  if (!useMay("risk:tighten")) return null;
  return (
    <Button small look="bare" aria-label={`Tighten: ${limit.name}`} onClick={() => onMove(limit)}>
      Tighten…
    </Button>
  );
}

function amount({ unit }: Utilisation, value: string | null): string {
  if (value === null) return UNKNOWN;
  return unit === "USD" ? money(value, { digits: 0 }) : quantity(value);
}
