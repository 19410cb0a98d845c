import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { type Person, ROLES } from "../../lib/desk-types.ts";
import { inWords } from "../../lib/formats.ts";
import { useDeskAction } from "../../lib/queries.ts";
import { ROLE_MEANING } from "./role-meaning.ts";

const FRESH = { name: "", email: "", role: "approver" as Person["role"] };

/** Gives someone a seat and shows, once, the link with which they sign in. */
export function InviteForm() {
  const client = useQueryClient();
  const [draft, setDraft] = useState(FRESH);
  const action = useDeskAction("invitePerson", () => {
    setDraft(FRESH);
    void client.invalidateQueries({ queryKey: ["desk", "listPeople"] });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    action.mutate({ ...draft, name: draft.name.trim(), email: draft.email.trim() });
  };
  return (
    <div className="space-y-3 p-3">
      <form onSubmit={submit} className="space-y-3">
        <Fields draft={draft} onChange={setDraft} />
        {action.error && <FailureNotice error={action.error} />}
        <Button type="submit" look="primary" disabled={action.isPending}>
          {action.isPending ? "Inviting…" : "Invite and make a link"}
        </Button>
      </form>
      {action.data && <HandOver {...action.data} />}
    </div>
  );
}

interface FieldsProps {
  draft: typeof FRESH;
  onChange: (draft: typeof FRESH) => void;
}

function Fields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <Labelled label="Name">
        {(id) => (
          <input
            id={id}
            className="field"
            required
            autoComplete="off"
            value={draft.name}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label="Email">
        {(id) => (
          <input
            id={id}
            className="field"
            type="email"
            required
            autoComplete="off"
            value={draft.email}
            onChange={(event) => onChange({ ...draft, email: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label="Role" note={`${inWords(draft.role)}: ${ROLE_MEANING[draft.role]}.`}>
        {(id) => (
          <select
            id={id}
            className="field"
            value={draft.role}
            onChange={(event) => onChange({ ...draft, role: event.target.value as Person["role"] })}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {inWords(role)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    </>
  );
}

function HandOver({ person, signInUrl }: { person: Person; signInUrl: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(signInUrl);
    setIsCopied(true);
  };
  return (
    <div role="status" className="space-y-2 rounded-md bg-good-soft p-3 text-sm">
      <p className="font-medium">{person.name} has a seat. Hand over this link yourself:</p>
      <p className="rounded border border-line bg-surface p-2 font-mono text-xs break-all select-all">
        {signInUrl}
      </p>
      <p className="text-xs">It signs in whoever opens it, works once, and is not shown again.</p>
      <Button small onClick={() => void copy()}>
        {isCopied ? "Copied" : "Copy the link"}
      </Button>
    </div>
  );
}
