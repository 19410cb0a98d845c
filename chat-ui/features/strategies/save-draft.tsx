import { type FormEvent, useState } from "react";
import type { DefinitionBody } from "#core/model";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { useDeskAction } from "../../lib/queries.ts";
import { Typed } from "./fields.tsx";

interface SaveDraftProps {
  body: DefinitionBody;
  usualName: string;
  /** Where its numbers come from. */
  from: { backtestId?: string; studyId?: string };
  onSaved: (definitionId: string) => void;
}

/** Keeps what was tried under a name, with the idea behind it. */
export function SaveDraft({ body, usualName, from, onSaved }: SaveDraftProps) {
  const [name, setName] = useState(usualName);
  const [why, setWhy] = useState("");
  const save = useDeskAction("saveStrategy", ({ id }) => onSaved(id));
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name, why, body, ...from });
  };
  return (
    <form onSubmit={send} className="space-y-3">
      <Typed label="Name" value={name} onType={setName} required maxLength={120} />
      <Typed
        label="Why it should earn"
        note="The idea, not the result"
        value={why}
        onType={setWhy}
        required
        minLength={3}
        maxLength={2000}
      />
      {save.error && <FailureNotice error={save.error} />}
      <Button type="submit" look="primary" disabled={save.isPending}>
        Save as a draft
      </Button>
    </form>
  );
}
