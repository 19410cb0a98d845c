import type { ListedApproval } from "./desk-types.ts";
import { useDesk } from "./queries.ts";
import { useMay, useMe } from "./session.tsx";

/** Open requests, soonest expiry first, and whether this person is among those being asked. */
export function useWaiting() {
  const me = useMe();
  const mayDecide = useMay("orders:approve");
  const query = useDesk("listApprovals", { status: "pending", limit: 100 });
  const soonestFirst = [...(query.data?.approvals ?? [])].sort((a, b) =>
    a.request.expiresAt.localeCompare(b.request.expiresAt),
  );
  const asksMe = ({ request }: ListedApproval) =>
    mayDecide &&
    request.requestedBy !== me.person.id &&
    !request.approvals.some((vote) => vote.approver === me.person.id);
  return {
    query,
    forMe: soonestFirst.filter(asksMe),
    forOthers: soonestFirst.filter((approval) => !asksMe(approval)),
  };
}
