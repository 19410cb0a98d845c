import { Link } from "@tanstack/react-router";
import { Countdown } from "../components/countdown.tsx";
import { Gain } from "../components/gain.tsx";
import { SkeletonRows } from "../components/loaded.tsx";
import { SourceMark } from "../components/source-mark.tsx";
import { deed } from "../components/ticket/order-words.ts";
import { money, quantity } from "../lib/formats.ts";
import { useDesk } from "../lib/queries.ts";
import { useWaiting } from "../lib/use-waiting.ts";

/** The desk at a glance beside a conversation: what waits, and what is held. */
export function DeskAside() {
  return (
    <aside aria-label="Desk" className="space-y-5 p-3">
      <WaitingList />
      <Holdings />
    </aside>
  );
}

function WaitingList() {
  const { query, forMe, forOthers } = useWaiting();
  const all = [...forMe, ...forOthers];
  return (
    <section aria-label="Waiting for approval">
      <h2 className="label mb-1 font-semibold">Waiting for approval</h2>
      {query.isPending && <SkeletonRows rows={1} />}
      {query.isError && <p className="text-xs text-muted">Could not be loaded.</p>}
      {query.isSuccess && all.length === 0 && <p className="text-xs text-muted">Nothing waits.</p>}
      <ul className="divide-y divide-line">
        {all.map((approval) => (
          <li key={approval.request.id} className="py-1.5 text-xs">
            <Link to="/approvals" className="flex justify-between gap-2 font-medium hover:text-accent">
              {deed(approval.proposal.terms)}
              <Countdown until={approval.request.expiresAt} />
            </Link>
            <p className="flex justify-between text-muted">
              <span>{forMe.includes(approval) ? "for you" : "for others"}</span>
              <span>{money(approval.proposal.worstNotional)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Holdings() {
  const { data, isPending, isError } = useDesk("getPortfolio", {});
  return (
    <section aria-label="Positions">
      <h2 className="label mb-1 font-semibold">Positions {data && <SourceMark source={data.source} />}</h2>
      {isPending && <SkeletonRows rows={3} />}
      {isError && !data && <p className="text-xs text-muted">Could not be loaded.</p>}
      {data?.positions.length === 0 && <p className="text-xs text-muted">None.</p>}
      <ul className="divide-y divide-line">
        {data?.positions.map((position) => (
          <li key={position.symbol} className="py-1.5 text-xs">
            <p className="flex justify-between gap-2 font-medium">
              <span>{position.symbol}</span>
              <span>{money(position.marketValue)}</span>
            </p>
            <p className="flex justify-between gap-2 text-muted">
              <span>{quantity(position.quantity)} units</span>
              <Gain amount={position.unrealisedPnl} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
