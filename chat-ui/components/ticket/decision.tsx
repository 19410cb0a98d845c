import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { ApprovalRequest, OrderProposal } from "#core/model";
import { useDeskAction } from "../../lib/queries.ts";
import { useMay, useMe } from "../../lib/session.tsx";
import { useNow } from "../../lib/use-now.ts";
import { Button } from "../button.tsx";
import { FailureNotice } from "../failure-notice.tsx";
import { deed } from "./order-words.ts";

interface DecisionProps {
  request: ApprovalRequest;
  proposal: OrderProposal;
  /** Told as soon as a button is pressed, before the server has answered. */
  onDecide?: () => void;
}

/**
 * The buttons of an approval, or the reason why this person has none. Success is shown only by the server's
 * record: a late or refused press shows the refusal and loads the truth.
 */
export function Decision({ request, proposal, onDecide }: DecisionProps) {
  const client = useQueryClient();
  const [isDeclining, setIsDeclining] = useState(false);
  const action = useDeskAction("decideApproval");
  const { mayApprove, mayDecline, why } = useStanding(request);
  const decide = (decision: "approve" | "decline", note?: string) => {
    onDecide?.();
    const input = {
      approvalId: request.id,
      decision,
      orderHash: request.orderHash,
      ...(note ? { note } : {}),
    };
    action.mutate(input, { onSettled: () => client.invalidateQueries({ queryKey: ["desk"] }) });
  };
  if (request.status !== "pending" && !action.error) return null;
  return (
    <div className="space-y-2">
      {action.error && <FailureNotice error={action.error} />}
      {why && <p className="text-xs text-muted">{why}</p>}
      {!isDeclining && (mayApprove || mayDecline) && (
        <div className="flex flex-wrap gap-2">
          {mayApprove && (
            <Button look="primary" disabled={action.isPending} onClick={() => decide("approve")}>
              {action.isPending ? "Working…" : deed(proposal.terms)}
            </Button>
          )}
          <Button look="danger-quiet" disabled={action.isPending} onClick={() => setIsDeclining(true)}>
            {mayApprove ? "Decline…" : "Withdraw…"}
          </Button>
        </div>
      )}
      {isDeclining && mayDecline && (
        <DeclineForm
          isOwn={!mayApprove}
          isWorking={action.isPending}
          onDecline={(note) => decide("decline", note)}
          onBack={() => setIsDeclining(false)}
        />
      )}
    </div>
  );
}

interface Standing {
  mayApprove: boolean;
  mayDecline: boolean;
  why: string | null;
}

/** What this person may still do, and why not more. The server has the last word; this only saves a press. */
function useStanding(request: ApprovalRequest): Standing {
  const me = useMe();
  const mayDecide = useMay("orders:approve");
  const now = useNow();
  const only = (why: string, mayDecline = false): Standing => ({ mayApprove: false, mayDecline, why });
  if (request.status !== "pending") return only("This request is closed.");
  if (now.getTime() >= Date.parse(request.expiresAt)) {
    return only("The time to decide has passed; propose it again.");
  }
  if (request.requestedBy === me.person.id) {
    const others = request.quorum === 1 ? "one other person" : `${request.quorum} other people`;
    const why = `You asked for this order, so your own approval does not count: ${others} must approve it.`;
    return only(why, mayDecide);
  }
  if (request.approvals.some((vote) => vote.approver === me.person.id)) {
    return only("You approved this order. It waits for another person.");
  }
  if (!mayDecide) return only(`Your role (${me.person.role}) may read this request but not decide it.`);
  return { mayApprove: true, mayDecline: true, why: null };
}

interface DeclineFormProps {
  isOwn: boolean;
  isWorking: boolean;
  onDecline: (note: string) => void;
  onBack: () => void;
}

function DeclineForm({ isOwn, isWorking, onDecline, onBack }: DeclineFormProps) {
  const id = useId();
  const [note, setNote] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDecline(note.trim());
  };
  return (
    <form onSubmit={submit} className="space-y-2">
      <label htmlFor={id} className="text-xs font-medium">
        {isOwn ? "Why withdraw it?" : "Why decline? The person who asked will read it."}
      </label>
      <input
        id={id}
        className="field"
        required
        maxLength={500}
        value={note}
        // biome-ignore lint/a11y/noAutofocus: the field appears because the person pressed Decline
        autoFocus
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="danger" disabled={isWorking}>
          {isWorking ? "Working…" : isOwn ? "Withdraw this order" : "Decline this order"}
        </Button>
        <Button onClick={onBack}>Back</Button>
      </div>
    </form>
  );
}
