import { Badge } from "../../components/badge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import type { Person } from "../../lib/desk-types.ts";
import { inWords } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";
import { useMay, useMe } from "../../lib/session.tsx";
import { InviteForm } from "./invite-form.tsx";
import { ROLE_MEANING } from "./role-meaning.ts";
import { SlackLink } from "./slack-link.tsx";

/** Who has a seat at the desk, and how another one is given. */
export function PeoplePage() {
  const query = useDesk("listPeople", {});
  const mayManage = useMay("people:manage");
  return (
    <div className="mx-auto grid max-w-6xl items-start gap-4 p-3 md:p-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <h1 className="sr-only">People</h1>
      <Panel title="People at this desk">
        <Loaded
          query={query}
          skeleton={<SkeletonRows />}
          isEmpty={({ people }) => people.length === 0}
          empty={<EmptyState title="Nobody is here yet." />}
        >
          {({ people }) => <PeopleTable people={people} />}
        </Loaded>
      </Panel>
      <Panel title="Invite someone">
        {mayManage ? (
          <InviteForm />
        ) : (
          <EmptyState title="Inviting is for admins.">
            Ask a person with the admin role to invite them.
          </EmptyState>
        )}
      </Panel>
    </div>
  );
}

function PeopleTable({ people }: { people: Person[] }) {
  const me = useMe();
  return (
    <table className="desk-table cards">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col">Slack</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row" className="wide">
              <span className="block text-sm font-semibold text-ink">
                {person.name}
                {person.id === me.person.id && <span className="font-normal text-muted"> (you)</span>}
              </span>
              <span className="block text-xs font-normal break-all text-muted">{person.email}</span>
            </th>
            <td className="wide">
              <span className="block font-medium">
                {inWords(person.role)} {person.disabled && <Badge tone="bad">Disabled</Badge>}
              </span>
              <span className="block text-xs text-muted">{ROLE_MEANING[person.role]}</span>
            </td>
            <td className="wide">
              <SlackLink person={person} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
