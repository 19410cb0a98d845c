import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type InputHTMLAttributes, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { useDeskAction } from "../../lib/queries.ts";
import { asFailure } from "../../lib/request-failure.ts";
import { useMay } from "../../lib/session.tsx";
import { fromField, limitInWords, toField, typedUnit } from "./limit-value.ts";
import type { OneLimit } from "./limits.tsx";

/** Moves one limit. Tighter holds at once; looser is refused here and can be asked for, which takes two people. */
export function LimitDialog({ limit, onClose }: { limit: OneLimit | null; onClose: () => void }) {
  return (
    <Dialog isOpen={limit !== null} title={limit ? `Tighten: ${limit.name}` : ""} onClose={onClose}>
      {limit && <LimitForm key={limit.key} limit={limit} onClose={onClose} />}
    </Dialog>
  );
}

function LimitForm({ limit, onClose }: { limit: OneLimit; onClose: () => void }) {
  const { key, value } = limit;
  const client = useQueryClient();
  const [typed, setTyped] = useState(toField(key, value));
  const [reason, setReason] = useState("");
  const tighten = useDeskAction("tightenLimits", async () => {
    await client.invalidateQueries({ queryKey: ["desk"] });
    onClose();
  });
  const next = fromField(key, value, typed);
  const change = { changes: { [key]: next ?? value }, reason: reason.trim() };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    tighten.mutate(change);
  };
  return (
    <form onSubmit={submit} className="mt-2 space-y-3">
      <p className="text-sm text-muted">
        It is {limitInWords(key, value)} now. A stricter value holds at once, and orders waiting for approval
        are asked anew. A looser one takes two risk-admins.
      </p>
      <Labelled label={`New value, in ${typedUnit(key, value)}`}>
        {(id) => <Typed id={id} inputMode="decimal" value={typed} onType={setTyped} />}
      </Labelled>
      <Labelled label="Reason" note="Kept with the limit's version and in the audit log, with your name.">
        {(id) => <Typed id={id} minLength={3} maxLength={600} value={reason} onType={setReason} />}
      </Labelled>
      {tighten.error && <FailureNotice error={tighten.error} />}
      {tighten.error && wouldLoosen(tighten.error) && <Loosen change={change} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Keep it as it is</Button>
        <Button type="submit" look="primary" disabled={tighten.isPending || next === null}>
          {tighten.isPending
            ? "Working…"
            : next === null
              ? "Type a number above 0"
              : `Set it to ${limitInWords(key, next)}`}
        </Button>
      </div>
    </form>
  );
}

interface TypedProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> {
  onType: (text: string) => void;
}

function Typed({ onType, ...rest }: TypedProps) {
  return <input className="field" required onChange={(event) => onType(event.target.value)} {...rest} />;
}

/** Whoever sees this form may tighten, so the one thing that can be forbidden is a looser value. */
function wouldLoosen(error: unknown): boolean {
  return asFailure(error).status === 403;
}

interface LoosenProps {
  change: { changes: Record<string, string | number>; reason: string };
}

/** Asks for a looser limit, and says what is still missing: another risk-admin who asks for exactly the same. */
function Loosen({ change }: LoosenProps) {
  const client = useQueryClient();
  const mayLoosen = useMay("risk:loosen");
  const loosen = useDeskAction("loosenLimits", () => client.invalidateQueries({ queryKey: ["desk"] }));
  if (!mayLoosen)
    return <p className="text-sm text-muted">Ask two risk-admins; your role may only tighten.</p>;
  if (loosen.data)
    return (
      <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
        {loosen.data.status === "applied"
          ? "You are the second to ask: the looser limit holds now."
          : "Nothing changed yet. A second risk-admin must ask for exactly this value within a day."}
      </p>
    );
  return (
    <div className="space-y-2">
      {loosen.error && <FailureNotice error={loosen.error} />}
      <Button look="danger-quiet" disabled={loosen.isPending} onClick={() => loosen.mutate(change)}>
        {loosen.isPending ? "Working…" : "Ask to loosen it"}
      </Button>
    </div>
  );
}
