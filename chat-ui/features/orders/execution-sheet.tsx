import { Badge } from "../../components/badge.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { Sheet } from "../../components/sheet.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { LiveTicket } from "../../components/ticket/live-ticket.tsx";
import { inWords, money, price, quantity } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { ExecutionDeeds } from "./execution-deeds.tsx";
import { EXECUTION_TONES, type Execution, executionDeed } from "./execution-words.ts";
import { bps, SlippageRow, SlippageTable } from "./slippage-table.tsx";

/** An order worked in slices, in full: how far it is, each slice, and what it cost against its benchmarks. */
export function ExecutionSheet({
  executionId,
  onClose,
}: {
  executionId: string | null;
  onClose: () => void;
}) {
  return (
    <Sheet isOpen={executionId !== null} title="Worked in slices" onClose={onClose}>
      {executionId && <Followed executionId={executionId} />}
    </Sheet>
  );
}

function Followed({ executionId }: { executionId: string }) {
  const query = useDesk("getExecution", { executionId });
  return (
    <Loaded query={query} skeleton={<div className="skeleton h-64" />}>
      {(execution) => (
        <>
          <section
            aria-label="Progress"
            className="overflow-hidden rounded-lg border border-line bg-surface text-sm"
          >
            <h3 className="flex flex-wrap items-baseline gap-2 px-3 py-2 font-semibold">
              {executionDeed(execution)}
              <Badge tone={EXECUTION_TONES[execution.status]}>{inWords(execution.status)}</Badge>
            </h3>
            {execution.reason && <p className="px-3 pb-2 text-xs text-muted">{execution.reason}</p>}
            <Progress execution={execution} />
          </section>
          <ExecutionDeeds execution={execution} />
          <Slices slices={execution.slices} />
          {execution.shortfall && <Shortfall report={execution.shortfall} />}
          <LiveTicket proposalId={execution.proposalId} />
        </>
      )}
    </Loaded>
  );
}

function Progress({ execution }: { execution: Execution }) {
  return (
    <Figures>
      <Figure name="Filled">{quantity(execution.filledQuantity)}</Figure>
      <Figure name="In the market">{quantity(execution.openQuantity)}</Figure>
      <Figure name="Still to send">{quantity(execution.remainingQuantity)}</Figure>
      <Figure name="Average price" mark={<SourceMark source={execution.source} />}>
        {price(execution.averageFillPrice)}
      </Figure>
    </Figures>
  );
}

function Slices({ slices }: { slices: Execution["slices"] }) {
  if (slices.length === 0) return null;
  return (
    <section aria-label="Slices" className="overflow-hidden rounded-lg border border-line bg-surface">
      <table className="desk-table tight">
        <thead>
          <tr>
            <th scope="col">Due</th>
            <th scope="col" className="num">
              Units
            </th>
            <th scope="col" className="num">
              Filled
            </th>
            <th scope="col" className="num">
              Price
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {slices.map((slice) => (
            <tr key={slice.seq}>
              <th scope="row">
                <Moment at={slice.dueAt} />
              </th>
              <td className="num">{quantity(slice.quantity ?? slice.plannedQuantity)}</td>
              <td className="num">{quantity(slice.filledQuantity)}</td>
              <td className="num">{price(slice.averageFillPrice)}</td>
              <td>
                {inWords(slice.status)}
                {slice.reason && <span className="block text-xs text-muted">{slice.reason}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Report = NonNullable<Execution["shortfall"]>;

/** What working it cost: the whole against the decision price, and the fills against three benchmarks. */
function Shortfall({ report }: { report: Report }) {
  const benchmarks = [
    ["Arrival price", report.againstArrival],
    ["VWAP of the time", report.againstVwap],
    ["TWAP of the time", report.againstTwap],
  ] as const;
  return (
    <section aria-label="Implementation shortfall" className="rounded-lg border border-line bg-surface p-3">
      <h3 className="text-sm font-semibold">
        Implementation shortfall {money(report.totalUsd, { signed: true })} ({bps(report.totalBps)})
      </h3>
      <p className="text-xs text-muted">
        Delay {money(report.delayUsd, { signed: true })}, execution{" "}
        {money(report.executionUsd, { signed: true })}, not traded{" "}
        {money(report.opportunityUsd, { signed: true })}, fees {money(report.feesUsd)}. Above 0 is a cost.
      </p>
      <SlippageTable>
        {benchmarks.map(([name, against]) => (
          <SlippageRow key={name} name={name} than={against?.price} slipped={against} />
        ))}
      </SlippageTable>
    </section>
  );
}
