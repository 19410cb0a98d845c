import type { ReactNode } from "react";
import type { Ticket } from "../../lib/desk-types.ts";
import { Moment } from "../moment.tsx";
import { evidenceKind } from "./order-words.ts";

/** Everything a person needs to see before saying yes or no to an order. */
export function Grounds({ ticket }: { ticket: Ticket }) {
  const { proposal, card } = ticket;
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
        {card.facts.map(({ name, value }, index) => (
          <Fact key={name} name={name}>
            {index === 0 ? <strong className="font-semibold">{value}</strong> : value}
          </Fact>
        ))}
        <Fact name="Asked at">
          <Moment at={proposal.createdAt} />
        </Fact>
        <Fact name="Fingerprint">
          <span className="font-mono" title="The beginning of what is approved; the same in Slack">
            {card.fingerprint}
          </span>
        </Fact>
      </dl>
      {card.rationale && (
        <figure>
          <figcaption className="label">{card.rationale.label}</figcaption>
          <blockquote className="border-l-2 border-line-strong pl-2.5 text-sm break-words">
            {card.rationale.text}
          </blockquote>
        </figure>
      )}
      {card.notices.map((notice) => (
        <p key={notice} className="rounded-md bg-warn-soft px-2.5 py-1.5 text-xs text-warn">
          {notice}
        </p>
      ))}
      {proposal.causedBy.length > 0 && <Evidence ids={proposal.causedBy} />}
    </>
  );
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
