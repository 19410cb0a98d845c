import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { ApprovalRequest, OrderProposal } from "#core/model";
import { useDeskAction } from "../../lib/queries.ts";
import { Button } from "../button.tsx";
import { FailureNotice } from "../failure-notice.tsx";
import { ApproveForm } from "./approve-form.tsx";
import { deed } from "./order-words.ts";
import { useRead } from "./use-read.ts";
import { useStanding } from "./use-standing.ts";

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
  const own = useDeskAction("decideApproval");
  const delegated = useDeskAction("decideAsDelegate");
  const { mayApprove, mayDecline, isOwn, onBehalfOf, why } = useStanding(request, proposal);
  const isRead = useRead(request.id, mayApprove);
  const error = own.error ?? delegated.error;
  const isWorking = own.isPending || delegated.isPending;
  const decide = (decision: "approve" | "decline", given: { note?: string; typedQuantity?: string }) => {
    onDecide?.();
    const input = { approvalId: request.id, decision, orderHash: request.orderHash, ...given };
    const onSettled = () => client.invalidateQueries({ queryKey: ["desk"] });
    if (onBehalfOf) delegated.mutate({ ...input, onBehalfOf }, { onSettled });
    else own.mutate(input, { onSettled });
  };
  if (request.status !== "pending" && !error) return null;
  return (
    <div className="space-y-2">
      {error && <FailureNotice error={error} />}
      {why && <p className="text-xs text-muted">{why}</p>}
      {!isDeclining && (mayApprove || mayDecline) && (
        <div className="flex flex-wrap items-end gap-2">
          {mayApprove && (
            <ApproveForm
              deed={deed(proposal.terms)}
              units={proposal.terms.quantity}
              isTyped={request.typed}
              isWorking={isWorking}
              isRead={isRead}
              onApprove={(typedQuantity) => decide("approve", { typedQuantity })}
            />
          )}
          <Button look="danger-quiet" disabled={isWorking} onClick={() => setIsDeclining(true)}>
            {isOwn ? "Withdraw…" : "Decline…"}
          </Button>
        </div>
      )}
      {isDeclining && mayDecline && (
        <DeclineForm
          isOwn={isOwn}
          isWorking={isWorking}
          onDecline={(note) => decide("decline", { note })}
          onBack={() => setIsDeclining(false)}
        />
      )}
    </div>
  );
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
