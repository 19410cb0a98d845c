import { Badge } from "../../components/badge.tsx";
import { Meter } from "../../components/meter.tsx";
import { Moment } from "../../components/moment.tsx";
import { Panel } from "../../components/panel.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { inWords, percent, price, quantity, ratio } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { EXECUTION_TONES, executionDeed } from "./execution-words.ts";

/** Orders that are worked in slices, with how far they are; nothing where there are none. */
export function WorkedOrders({ onOpen }: { onOpen: (executionId: string) => void }) {
  const { data } = useDesk("listExecutions", {});
  if (!data || data.executions.length === 0) return null;
  return (
    <Panel title="Worked in slices">
      <ul className="divide-y divide-line">
        {data.executions.map((execution) => {
          const done = ratio(execution.filledQuantity, execution.quantity);
          return (
            <li
              key={execution.id}
              className="grid gap-x-4 gap-y-1 px-3 py-2 text-xs sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_auto] sm:items-center"
            >
              <span className="flex flex-wrap items-baseline gap-2">
                <button
                  type="button"
                  className="text-left text-[0.8125rem] font-semibold text-accent underline-offset-2 hover:underline max-sm:min-h-11"
                  onClick={() => onOpen(execution.id)}
                >
                  {executionDeed(execution)}
                </button>
                <Badge tone={EXECUTION_TONES[execution.status]}>{inWords(execution.status)}</Badge>
              </span>
              <Meter fraction={done} />
              <span className="sm:text-right">
                {quantity(execution.filledQuantity)} of {quantity(execution.quantity)} (
                {percent(done, { digits: 0 })}) at {price(execution.averageFillPrice)}{" "}
                <SourceMark source={execution.source} />
                <span className="block text-muted">
                  {execution.nextDueAt ? (
                    <>
                      next slice <Moment at={execution.nextDueAt} />
                    </>
                  ) : (
                    (execution.reason ?? `${execution.sliceCount} slices`)
                  )}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
