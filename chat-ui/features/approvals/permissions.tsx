import { useState } from "react";
import { Badge, type Tone } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { inWords, money } from "../../lib/formats.ts";
import { useDesk, useDeskAction } from "../../lib/queries.ts";
import { useMay, useMe, usePersonName } from "../../lib/session.tsx";
import { PermissionForm } from "./permission-form.tsx";

type Permission = DeskOutput<"listStandingPermissions">["permissions"][number];

const STATUS: Record<Permission["status"], { words: string; tone: Tone }> = {
  waiting: { words: "Waits for a second person", tone: "warn" },
  active: { words: "In force", tone: "good" },
  ended: { words: "Ended", tone: "neutral" },
  revoked: { words: "Revoked", tone: "neutral" },
  dead: { words: "Dead: a halt or new limits came", tone: "bad" },
};

/** What may go out without asking anew, for whom, and how much of it is used; two people grant, one revokes. */
export function Permissions() {
  const query = useDesk("listStandingPermissions", {});
  const [isOpen, setIsOpen] = useState(false);
  const mayGrant = useMay("orders:approve");
  const reload = () => void query.refetch();
  return (
    <>
      <Loaded
        query={query}
        skeleton={<SkeletonRows />}
        isEmpty={({ permissions }) => permissions.length === 0}
        empty={<EmptyState title="Nothing is allowed in advance." />}
      >
        {({ permissions }) => (
          <ul className="divide-y divide-line text-sm">
            {permissions.map((permission) => (
              <PermissionRow key={permission.id} permission={permission} onChange={reload} />
            ))}
          </ul>
        )}
      </Loaded>
      {mayGrant && (
        <div className="border-t border-line p-3">
          <Button small onClick={() => setIsOpen(true)}>
            Allow orders in advance…
          </Button>
        </div>
      )}
      <Dialog isOpen={isOpen} title="Allow orders in advance" onClose={() => setIsOpen(false)}>
        <PermissionForm
          onDone={() => {
            setIsOpen(false);
            reload();
          }}
        />
      </Dialog>
    </>
  );
}

function PermissionRow({ permission, onChange }: { permission: Permission; onChange: () => void }) {
  const nameOf = usePersonName();
  const { person } = useMe();
  const mayDecide = useMay("orders:approve");
  const grant = useDeskAction("grantStandingPermission", onChange);
  const revoke = useDeskAction("revokeStandingPermission", onChange);
  const { id, status, usedUsd, grantedBy, grantedAt: _at, ...terms } = permission;
  const { words, tone } = STATUS[status];
  const error = grant.error ?? revoke.error;
  const isMine = grantedBy.includes(person.id) || terms.proposer === person.id;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <span>
        <span className="font-medium">{nameOf(terms.proposer)}</span> may {terms.side} {terms.symbol} for{" "}
        {money(terms.maxOrderUsd)} an order and {money(terms.maxDayUsd)} a day, until{" "}
        <Moment at={terms.endsAt} />
        <span className="block text-muted">
          {money(usedUsd)} used in 24 hours. Granted by {grantedBy.map(nameOf).join(" and ")}: “{terms.reason}
          ”
        </span>
      </span>
      <span className="ml-auto flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{words}</Badge>
        {status === "waiting" && mayDecide && !isMine && (
          <Button small look="primary" disabled={grant.isPending} onClick={() => grant.mutate(terms)}>
            Grant it too: {inWords(terms.side)} {terms.symbol}
          </Button>
        )}
        {mayDecide && (
          <Button
            small
            look="danger-quiet"
            disabled={revoke.isPending}
            onClick={() => revoke.mutate({ permissionId: id, reason: "Revoked on the approvals page" })}
          >
            Revoke
          </Button>
        )}
      </span>
      {error && (
        <div className="w-full">
          <FailureNotice error={error} />
        </div>
      )}
    </li>
  );
}
