import type { ReactNode } from "react";
import type { Ticket } from "../../lib/desk-types.ts";
import { money, percent, price } from "../../lib/formats.ts";
import { usePersonName } from "../../lib/session.tsx";
import { Moment } from "../moment.tsx";
import { SourceMark } from "../source-mark.tsx";
import { doorInWords, evidenceKind, typeInWords } from "./order-words.ts";

/** Everything a person needs to see before saying yes or no to an order. */
export function Grounds({ ticket }: { ticket: Ticket }) {
  const { proposal, equityShare } = ticket;
  const nameOf = usePersonName();
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
        <Fact name="Worst notional">
          <strong className="font-semibold">{money(proposal.worstNotional)}</strong>
        </Fact>
        <Fact name="Share of equity">{percent(equityShare)}</Fact>
        <Fact name="Reference price">
          {price(proposal.referencePrice)} <SourceMark source={proposal.priceSource} />
        </Fact>
        <Fact name="Type">{typeInWords(proposal.terms)}</Fact>
        <Fact name="Asked by">
          {nameOf(proposal.proposedBy)}
          {proposal.origin === "agent" && (
            <span className="text-muted"> via {doorInWords(proposal.proposedVia)}</span>
          )}
        </Fact>
        <Fact name="Asked at">
          <Moment at={proposal.createdAt} />
        </Fact>
      </dl>
      {proposal.rationale && (
        <figure>
          <figcaption className="label">
            Rationale, written by{" "}
            {proposal.origin === "person" ? nameOf(proposal.proposedBy) : writer(proposal.origin)}
          </figcaption>
          <blockquote className="border-l-2 border-line-strong pl-2.5 text-sm break-words">
            {proposal.rationale}
          </blockquote>
        </figure>
      )}
      {proposal.tainted && (
        <p className="rounded-md bg-warn-soft px-2.5 py-1.5 text-xs text-warn">
          Text from outside is among the causes of this order, so people must approve it.
        </p>
      )}
      {proposal.causedBy.length > 0 && <Evidence ids={proposal.causedBy} />}
    </>
  );
}

function writer(origin: "agent" | "strategy"): string {
  return origin === "agent" ? "the assistant" : "the strategy";
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="label">{name}</dt>
      <dd className="text-[0.8125rem]">{children}</dd>
    </div>
  );
}

function Evidence({ ids }: { ids: string[] }) {
  return (
    <div>
      <h4 className="label">Evidence</h4>
      <ul className="flex flex-wrap gap-1.5">
        {ids.map((id) => (
          <li key={id} className="max-w-full rounded border border-line px-1.5 py-0.5 text-2xs" title={id}>
            {evidenceKind(id)} <span className="font-mono break-all text-muted">{id}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
