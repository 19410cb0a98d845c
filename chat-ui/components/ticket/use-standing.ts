import type { ApprovalRequest, OrderProposal } from "#core/model";
import { useDesk } from "../../lib/queries.ts";
import { useMay, useMe, usePersonName } from "../../lib/session.tsx";
import { useNow } from "../../lib/use-now.ts";

/** What a person may still do about a question, and why not more. */
export interface Standing {
  mayApprove: boolean;
  mayDecline: boolean;
  /** They asked for it themselves, so that a no withdraws it. */
  isOwn: boolean;
  /** Whose seat they vote from, where it is another's. */
  onBehalfOf: string | null;
  why: string | null;
}

const RANKS = ["approver", "risk-admin", "admin"];

/** The server has the last word; this only saves a press. */
export function useStanding(request: ApprovalRequest, proposal: OrderProposal): Standing {
  const me = useMe();
  const mayDecide = useMay("orders:approve");
  const seat = useDelegatedSeat(request, proposal);
  const nameOf = usePersonName();
  const now = useNow();
  const isOwn = request.requestedBy === me.person.id;
  const only = (why: string, mayDecline = false): Standing => ({
    mayApprove: false,
    mayDecline,
    isOwn,
    onBehalfOf: null,
    why,
  });
  if (request.status !== "pending") return only("This request is closed.");
  if (now.getTime() >= Date.parse(request.expiresAt)) {
    return only("The time to decide has passed; propose it again.");
  }
  if (isOwn) {
    const others = request.quorum === 1 ? "one other person" : `${request.quorum} other people`;
    const why = `You asked for this order, so your own approval does not count: ${others} must approve it.`;
    return only(why, mayDecide);
  }
  if (request.approvals.some((vote) => vote.approver === me.person.id)) {
    return only("You approved this order. It waits for another person.");
  }
  if (request.notBy.includes(me.person.id)) {
    return only(`You may not approve this order, by ${request.policies.join(", ")}.`, mayDecide);
  }
  if (mayDecide && RANKS.indexOf(me.person.role) >= RANKS.indexOf(request.requiredRole)) {
    return { mayApprove: true, mayDecline: true, isOwn, onBehalfOf: null, why: null };
  }
  if (seat) {
    const why = `You decide for ${nameOf(seat)}, who delegated it to you.`;
    return { mayApprove: true, mayDecline: true, isOwn, onBehalfOf: seat, why };
  }
  if (mayDecide) return only(`Only a ${request.requiredRole} or higher may approve this order.`, true);
  return only(`Your role (${me.person.role}) may read this request but not decide it.`);
}

/** Somebody who lets this person decide orders of this size now, and has not decided themselves. */
function useDelegatedSeat(request: ApprovalRequest, proposal: OrderProposal): string | null {
  const me = useMe();
  const { data } = useDesk("listDelegations", {});
  const taken = new Set(request.approvals.map((vote) => vote.onBehalfOf ?? vote.approver));
  const given = data?.delegations.find(
    ({ fromPerson, toPerson, maxNotionalUsd }) =>
      toPerson === me.person.id &&
      Number(maxNotionalUsd) >= Number(proposal.worstNotional) &&
      fromPerson !== request.requestedBy &&
      !taken.has(fromPerson),
  );
  return given?.fromPerson ?? null;
}
