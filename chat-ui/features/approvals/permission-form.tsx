import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { useDeskAction } from "../../lib/queries.ts";
import { endOfDay, inDays } from "./days.ts";
import { OtherPerson } from "./other-person.tsx";

const STRATEGY = "system:strategist";
const FRESH = {
  proposer: "",
  symbol: "",
  side: "buy" as "buy" | "sell",
  maxOrderUsd: "2000",
  maxDayUsd: "5000",
  endsOn: inDays(7),
  reason: "",
};

/** For whom, in what, up to how much, until when and why. It counts once a second person grants the same. */
export function PermissionForm({ onDone }: { onDone: () => void }) {
  const [draft, setDraft] = useState(FRESH);
  const action = useDeskAction("grantStandingPermission", onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { endsOn, ...rest } = draft;
    action.mutate({ ...rest, reason: draft.reason.trim(), endsAt: endOfDay(endsOn) });
  };
  const field =
    (name: "symbol" | "maxOrderUsd" | "maxDayUsd" | "endsOn" | "reason", type = "text") =>
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
      <Labelled label="Whose orders" note="Never your own, and never those an agent writes">
        {(id) => (
          <OtherPerson
            id={id}
            value={draft.proposer}
            onChange={(proposer) => setDraft({ ...draft, proposer })}
          >
            <option value={STRATEGY}>The unattended strategy</option>
          </OtherPerson>
        )}
      </Labelled>
      <Choice
        name="Direction"
        options={["buy", "sell"]}
        value={draft.side}
        onChange={(side) => setDraft({ ...draft, side })}
      />
      <Labelled label="Symbol">{field("symbol")}</Labelled>
      <div className="grid grid-cols-2 gap-3">
        <Labelled label="One order, USD">{field("maxOrderUsd")}</Labelled>
        <Labelled label="24 hours, USD">{field("maxDayUsd")}</Labelled>
      </div>
      <Labelled label="Until" note="The end of that day, within 31 days">
        {field("endsOn", "date")}
      </Labelled>
      <Labelled label="Why">{field("reason")}</Labelled>
      {action.error && <FailureNotice error={action.error} />}
      <Button type="submit" look="primary" disabled={action.isPending}>
        {action.isPending ? "Working…" : "Grant it, and ask a second person"}
      </Button>
    </form>
  );
}
