import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { useDeskAction } from "../../lib/queries.ts";
import { endOfDay, inDays } from "./days.ts";
import { OtherPerson } from "./other-person.tsx";

const FRESH = { toPerson: "", maxNotionalUsd: "2500", endsOn: inDays(7), reason: "" };

/** Whom, up to what size, until when and why. */
export function DelegateForm({ onDone }: { onDone: () => void }) {
  const [draft, setDraft] = useState(FRESH);
  const action = useDeskAction("delegateApprovals", onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { endsOn, ...rest } = draft;
    action.mutate({ ...rest, reason: draft.reason.trim(), endsAt: endOfDay(endsOn) });
  };
  const field =
    (name: "maxNotionalUsd" | "endsOn" | "reason", type = "text") =>
    (id: string) => (
      <input
        id={id}
        className="field"
        type={type}
        required
        value={draft[name]}
        onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
      />
    );
  return (
    <form onSubmit={submit} className="mt-3 space-y-3">
      <Labelled label="Person">
        {(id) => (
          <OtherPerson
            id={id}
            value={draft.toPerson}
            onChange={(toPerson) => setDraft({ ...draft, toPerson })}
          />
        )}
      </Labelled>
      <Labelled label="Up to, USD" note="Worst notional of one order">
        {field("maxNotionalUsd")}
      </Labelled>
      <Labelled label="Until" note="The end of that day, within 31 days">
        {field("endsOn", "date")}
      </Labelled>
      <Labelled label="Why">{field("reason")}</Labelled>
      {action.error && <FailureNotice error={action.error} />}
      <Button type="submit" look="primary" disabled={action.isPending}>
        {action.isPending ? "Working…" : "Delegate"}
      </Button>
    </form>
  );
}
