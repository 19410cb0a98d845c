import type { ApprovalRequest } from "#core/model";
import { usePersonName } from "../../lib/session.tsx";
import { Countdown } from "../countdown.tsx";
import { Icon } from "../icon.tsx";
import { Moment } from "../moment.tsx";

const OUTCOMES: Record<Exclude<ApprovalRequest["status"], "pending">, string> = {
  approved: "Approved",
  declined: "Declined",
  expired: "Expired without enough approvals",
  void: "Void: the grounds changed before it was decided",
};

/** How the question to people stands: how many said yes of how many, who, when and where, and the time left. */
export function Votes({ request }: { request: ApprovalRequest }) {
  const nameOf = usePersonName();
  const yesCount = request.approvals.filter((vote) => vote.decision === "approve").length;
  const quorum = `${yesCount} of ${request.quorum} ${request.quorum === 1 ? "approval" : "approvals"}`;
  return (
    <div className="rounded-md bg-sunken px-2.5 py-2 text-xs">
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="font-medium">
          {request.status === "pending" ? quorum : `${OUTCOMES[request.status]} (${quorum})`}
        </span>
        {request.status === "pending" && <Countdown until={request.expiresAt} />}
      </p>
      {request.status === "pending" && <Wanted request={request} />}
      {request.reason && <p className="text-muted">{request.reason}</p>}
      <ul>
        {request.approvals.map((vote) => (
          <li
            key={`${vote.approver}:${vote.decidedAt}`}
            className="mt-1 flex flex-wrap items-center gap-x-1.5"
          >
            <span className={vote.decision === "approve" ? "text-gain" : "text-loss"}>
              <Icon name={vote.decision === "approve" ? "check" : "cross"} size={12} />
            </span>
            {nameOf(vote.approver)}
            {vote.onBehalfOf && ` for ${nameOf(vote.onBehalfOf)}`}{" "}
            {vote.decision === "approve" ? "approved" : "declined"}
            <span className="text-muted">
              <Moment at={vote.decidedAt} /> · {vote.channel}
            </span>
            {vote.note && <span className="w-full pl-4.5 text-muted">“{vote.note}”</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What an open question wants beyond anyone's yes, by which policy, and whether others have been told. */
function Wanted({ request }: { request: ApprovalRequest }) {
  const { requiredRole, policies, escalatedAt, escalateTo } = request;
  return (
    <>
      {requiredRole !== "approver" && <p>Only a {requiredRole} or higher may approve.</p>}
      {policies.length > 0 && <p className="text-muted">By {policies.join(", ")}.</p>}
      {escalatedAt && (
        <p className="text-warn">
          Nobody had answered, so every {escalateTo} or higher was told <Moment at={escalatedAt} />.
        </p>
      )}
    </>
  );
}
