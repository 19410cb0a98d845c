import { Link } from "@tanstack/react-router";
import { Badge, type Tone } from "../../components/badge.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { deed, orderStanding } from "../../components/ticket/order-words.ts";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { inWords, money } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";

type Basket = DeskOutput<"getBasket">;
type Leg = Basket["legs"][number];

const TONES: Record<Basket["status"], Tone> = {
  refused: "bad",
  declined: "bad",
  expired: "neutral",
  void: "neutral",
  "awaiting-approval": "warn",
  ready: "good",
  placed: "accent",
};

/** A proposed basket as it stands, followed live: what the gates said of each order, and who is still needed. */
export function BasketStanding({ basketId }: { basketId: string }) {
  const query = useDesk("getBasket", { basketId });
  return (
    <Loaded query={query} skeleton={<div className="skeleton h-32" />}>
      {(basket) => (
        <article aria-label="Proposed basket" className="space-y-2 text-sm">
          <p className="flex flex-wrap items-baseline gap-2">
            <span role="status">
              <Badge tone={TONES[basket.status]}>{inWords(basket.status)}</Badge>
            </span>
            Proposed as one, worth at most {money(basket.worstNotional)}.
            {basket.status === "awaiting-approval" && <Waits basket={basket} />}
          </p>
          <ul className="divide-y divide-line text-xs">
            {basket.legs.map((leg) => (
              <LegRow key={leg.proposal.id} leg={leg} />
            ))}
          </ul>
        </article>
      )}
    </Loaded>
  );
}

function Waits({ basket }: { basket: Basket }) {
  return (
    <span className="text-muted">
      {basket.approvalsGiven} of {basket.approvalsNeeded} approvals;{" "}
      <Link to="/approvals" className="text-accent underline underline-offset-2">
        they are given here
      </Link>
      .
    </span>
  );
}

function LegRow({ leg: { proposal, verdict, orderState } }: { leg: Leg }) {
  const refusals = verdict?.refusals ?? [];
  return (
    <li className="flex flex-wrap justify-between gap-x-3 py-1">
      <span className="font-medium">{deed(proposal.terms)}</span>
      <span className="text-muted">
        {orderState ? orderStanding(orderState).words : inWords(proposal.status)}
      </span>
      {refusals.map(({ id, reason }) => (
        <span key={id} className="w-full text-loss">
          {id}: {reason}
        </span>
      ))}
    </li>
  );
}
