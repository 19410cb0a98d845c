import { type FormEvent, useId, useState } from "react";
import { quantity } from "../../lib/formats.ts";
import { Button } from "../button.tsx";

interface ApproveFormProps {
  /** As on the button: "Buy 110 AAPL". */
  deed: string;
  units: string;
  /** Whoever approves types the quantity. */
  isTyped: boolean;
  isWorking: boolean;
  isRead: boolean;
  onApprove: (typedQuantity: string | undefined) => void;
}

/** The yes: a button once the card can have been read, and at two people's size the quantity typed before it. */
export function ApproveForm({ deed, units, isTyped, isWorking, isRead, onApprove }: ApproveFormProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onApprove(isTyped ? typed.trim() : undefined);
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      {isTyped && (
        <label htmlFor={id} className="text-xs font-medium">
          Type the quantity ({quantity(units)}) to approve
          <input
            id={id}
            className="field mt-1 block w-40"
            inputMode="decimal"
            autoComplete="off"
            required
            maxLength={30}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      )}
      <Button
        type="submit"
        look="primary"
        disabled={isWorking || !isRead || (isTyped && typed.trim() === "")}
        title={isRead ? undefined : "In a moment: read it first"}
      >
        {isWorking ? "Working…" : deed}
      </Button>
    </form>
  );
}
