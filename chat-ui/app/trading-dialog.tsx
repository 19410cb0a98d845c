import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { TradingState } from "#core/model";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { FailureNotice } from "../components/failure-notice.tsx";
import { useDeskAction } from "../lib/queries.ts";

export type TradingDeed = "halt" | "resume";

const WORDS = {
  halt: {
    title: "Halt all trading?",
    body: "Nothing new goes out, waiting approvals lose their effect and open orders are cancelled, at once and for everyone. Positions stay as they are. Resuming takes a person with that right and starts with reducing only.",
    button: "Halt trading now",
  },
  resume: {
    title: "Resume trading?",
    body: "A halted desk first returns to reducing only. A second resume, 15 minutes later or more, opens it fully.",
    button: "Resume trading",
  },
} as const;

interface TradingDialogProps {
  deed: TradingDeed | null;
  state: TradingState;
  onClose: () => void;
}

/** The second step of halting or resuming: says what will happen, asks for a reason, then does it. */
export function TradingDialog({ deed, state, onClose }: TradingDialogProps) {
  return (
    <Dialog isOpen={deed !== null} title={deed ? WORDS[deed].title : ""} onClose={onClose}>
      {deed && <TradingForm deed={deed} state={state} onClose={onClose} />}
    </Dialog>
  );
}

function TradingForm({
  deed,
  state,
  onClose,
}: {
  deed: TradingDeed;
  state: TradingState;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const reasonId = useId();
  const [reason, setReason] = useState("");
  const action = useDeskAction(deed, async () => {
    await client.invalidateQueries({ queryKey: ["desk"] });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    action.mutate({ reason: reason.trim() });
  };
  return (
    <form onSubmit={submit} className="mt-2 space-y-3">
      <p className="text-sm text-muted">
        {WORDS[deed].body} {deed === "resume" && <>The desk is {state.toLowerCase()} now.</>}
      </p>
      <div>
        <label htmlFor={reasonId} className="text-sm font-medium">
          Reason
        </label>
        <input
          id={reasonId}
          className="field mt-1"
          required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="label mt-1">Kept in the audit log with your name.</p>
      </div>
      {action.error && <FailureNotice error={action.error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Keep things as they are</Button>
        <Button type="submit" look={deed === "halt" ? "danger" : "primary"} disabled={action.isPending}>
          {action.isPending ? "Working…" : WORDS[deed].button}
        </Button>
      </div>
    </form>
  );
}
