import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { money } from "../../lib/formats.ts";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
import { useMay, useMe, usePersonName } from "../../lib/session.tsx";
import { DelegateForm } from "./delegate-form.tsx";

/** Who may approve in whose place, with the way to let somebody, and to take it back. */
export function Delegations() {
  const query = useDesk("listDelegations", {});
  const revoke = useDeskAction("revokeDelegation", () => query.refetch());
  const [isOpen, setIsOpen] = useState(false);
  const { person } = useMe();
  const nameOf = usePersonName();
  const mayDelegate = useMay("orders:approve");
  return (
    <>
      <Loaded
        query={query}
        skeleton={<SkeletonRows />}
        isEmpty={({ delegations }) => delegations.length === 0}
        empty={<EmptyState title="Nobody approves in another's place." />}
      >
        {({ delegations }) => (
          <ul className="divide-y divide-line text-sm">
            {delegations.map((given) => (
              <li key={given.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
                <span>
                  <span className="font-medium">{nameOf(given.toPerson)}</span> for {nameOf(given.fromPerson)}
                  , up to {money(given.maxNotionalUsd)}, until <Moment at={given.endsAt} />
                  <span className="block text-muted">“{given.reason}”</span>
                </span>
                {given.fromPerson === person.id && (
                  <Button
                    small
                    look="danger-quiet"
                    className="ml-auto"
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate({ delegationId: given.id })}
                  >
                    Take back
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {revoke.error && <FailureNotice error={revoke.error} />}
      {mayDelegate && (
        <div className="border-t border-line p-3">
          <Button small onClick={() => setIsOpen(true)}>
            Let somebody approve for me…
          </Button>
        </div>
      )}
      <Dialog isOpen={isOpen} title="Let somebody approve for me" onClose={() => setIsOpen(false)}>
        <DelegateForm
          onDone={() => {
            setIsOpen(false);
            void query.refetch();
          }}
        />
      </Dialog>
    </>
  );
}
