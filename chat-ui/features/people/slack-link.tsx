import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import type { Person } from "../../lib/desk-types.ts";
import { UNKNOWN } from "../../lib/formats.ts";
import { useDeskAction } from "../../lib/queries.ts";
import { useMay } from "../../lib/session.tsx";

/** The Slack account whose clicks count as this person's, and the form that links it. */
export function SlackLink({ person }: { person: Person }) {
  const mayManage = useMay("people:manage");
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing) return <SlackForm person={person} onDone={() => setIsEditing(false)} />;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {person.slackUserId ? (
        <span className="font-mono text-xs">{person.slackUserId}</span>
      ) : (
        <span className="text-muted" title="Not linked">
          {UNKNOWN}
        </span>
      )}
      {mayManage && (
        <Button small onClick={() => setIsEditing(true)}>
          {person.slackUserId ? "Change" : "Link Slack"}
          <span className="sr-only"> user of {person.name}</span>
        </Button>
      )}
    </span>
  );
}

function SlackForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const client = useQueryClient();
  const [slackUserId, setSlackUserId] = useState(person.slackUserId ?? "");
  const action = useDeskAction("linkSlackUser", async () => {
    await client.invalidateQueries({ queryKey: ["desk", "listPeople"] });
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    action.mutate({ personId: person.id, slackUserId: slackUserId.trim() });
  };
  return (
    <form onSubmit={submit} className="space-y-1.5">
      <div className="flex flex-wrap items-center gap-1.5">
        <input
          aria-label={`Slack user id of ${person.name}, such as U0123ABCD`}
          className="field max-w-40 font-mono text-xs"
          required
          placeholder="U0123ABCD"
          value={slackUserId}
          // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked to link
          autoFocus
          onChange={(event) => setSlackUserId(event.target.value)}
        />
        <Button type="submit" small look="primary" disabled={action.isPending}>
          Link
        </Button>
        <Button small onClick={onDone}>
          Back
        </Button>
      </div>
      {action.error && <FailureNotice error={action.error} />}
    </form>
  );
}
