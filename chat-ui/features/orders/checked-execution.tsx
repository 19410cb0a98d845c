import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { CheckList } from "../../components/ticket/check-list.tsx";
import { LiveTicket } from "../../components/ticket/live-ticket.tsx";
import { VerdictBadge } from "../../components/ticket/verdict-badge.tsx";
import type { DeskInput, DeskOutput } from "../../lib/desk-types.ts";
import { money, percent, price, quantity } from "../../lib/formats.ts";
import { deskQuery, useDeskAction } from "../../lib/queries.ts";
import { executionDeed } from "./execution-words.ts";
import { ProposeButton } from "./propose-button.tsx";

/** How an order would be worked and what the gates would say of the whole, then its ticket. */
export function CheckedExecution({ draft }: { draft: DeskInput<"proposeExecution"> }) {
  const query = useQuery({ ...deskQuery("previewExecution", draft), staleTime: 0 });
  const propose = useDeskAction("proposeExecution");
  if (propose.data) return <LiveTicket proposalId={propose.data.proposalId} />;
  return (
    <section aria-label="What the gates would say" className="rounded-lg border border-line bg-surface p-3">
      <Loaded query={query} skeleton={<div className="skeleton h-64" />}>
        {(preview) => (
          <div className="space-y-3 text-sm">
            <Plan preview={preview} />
            <CheckList verdict={preview.verdict} withHeadroom />
            <ProposeButton
              deed={executionDeed(preview)}
              isRefused={preview.verdict.decision === "refused"}
              isWorking={propose.isPending}
              error={propose.error}
              onPropose={() => propose.mutate(draft)}
            />
          </div>
        )}
      </Loaded>
    </section>
  );
}

function Plan({ preview }: { preview: DeskOutput<"previewExecution"> }) {
  const { cost, slices, parameters } = preview;
  return (
    <article aria-label={`Plan: ${executionDeed(preview)}`} className="space-y-2">
      <header className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <h3 className="font-semibold">{executionDeed(preview)}</h3>
        <span className="text-muted">{preview.company}</span>
        <span className="ml-auto">
          <VerdictBadge verdict={preview.verdict} />
        </span>
      </header>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2">
        <Fact name="From">
          <Moment at={preview.startsAt} />
        </Fact>
        <Fact name="Until">
          <Moment at={preview.endsAt} />
        </Fact>
        <Fact name="Slices">
          {slices.length > 0
            ? `${slices.length}, at most ${quantity(preview.maxSliceQuantity)} each`
            : `${quantity(parameters.displayQuantity)} shown at a time`}
        </Fact>
        <Fact name="Worst price">
          {price(preview.limitPrice)} <span className="text-muted">now {price(preview.referencePrice)}</span>{" "}
          <SourceMark source={preview.source} />
        </Fact>
        <Fact name="Worst notional of the whole">{money(preview.worstNotional)}</Fact>
        <Fact name="Expected cost, an estimate">
          {money(cost.totalUsd)} <span className="text-muted">{cost.bps.toFixed(1)} bps</span>
        </Fact>
        {parameters.maxParticipation !== null && (
          <Fact name="Most of the volume">{percent(parameters.maxParticipation, { digits: 0 })}</Fact>
        )}
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="label">{name}</dt>
      <dd className="text-[0.8125rem]">{children}</dd>
    </div>
  );
}
