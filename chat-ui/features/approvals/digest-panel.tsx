import { useQueryClient } from "@tanstack/react-query";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Panel } from "../../components/panel.tsx";
import { deed } from "../../components/ticket/order-words.ts";
import type { DeskOutput, ListedApproval } from "../../lib/desk-types.ts";
import { inWords, money } from "../../lib/formats.ts";
import { useDeskAction } from "../../lib/queries.ts";

type Digest = NonNullable<DeskOutput<"listApprovals">["digest"]>;
type Group = Digest["groups"][number];

/** Too many questions to read one by one: the same in groups. Only small ones may be answered together. */
export function DigestPanel({ digest, waiting }: { digest: Digest; waiting: readonly ListedApproval[] }) {
  return (
    <Panel title={`${digest.asksInHour} questions in an hour`} aside={`more than ${digest.mostInHour}`}>
      <p className="px-3 pt-2 text-sm text-muted">
        Nobody reads that many with care. Decide what is large on its own card; small orders may be answered
        together.
      </p>
      <ul className="divide-y divide-line">
        {digest.groups.map((group) => (
          <GroupRow
            key={`${group.symbol}:${group.side}`}
            group={group}
            cards={waiting.filter(({ request }) => group.together.includes(request.id))}
          />
        ))}
      </ul>
    </Panel>
  );
}

function GroupRow({ group, cards }: { group: Group; cards: readonly ListedApproval[] }) {
  const client = useQueryClient();
  const action = useDeskAction("decideApprovals", () => client.invalidateQueries({ queryKey: ["desk"] }));
  const decide = (decision: "approve" | "decline") =>
    action.mutate({
      decision,
      cards: cards.slice(0, 20).map(({ request: { id, orderHash } }) => ({ approvalId: id, orderHash })),
    });
  return (
    <li className="space-y-2 px-3 py-2 text-sm">
      <p className="flex flex-wrap gap-x-3">
        <span className="font-medium">
          {inWords(group.side)} {group.symbol}
        </span>
        <span className="text-muted">
          {group.orders} {group.orders === 1 ? "order" : "orders"}, at worst {money(group.worstNotionalUsd)}
        </span>
      </p>
      {cards.length > 1 && (
        <details>
          <summary className="text-accent">Answer {cards.length} small ones together</summary>
          <ul className="my-2 list-disc pl-5 text-xs">
            {cards.map(({ request, proposal }) => (
              <li key={request.id}>
                {deed(proposal.terms)}, at worst {money(proposal.worstNotional)}
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap gap-2">
            <Button small look="primary" disabled={action.isPending} onClick={() => decide("approve")}>
              Approve these {cards.length}
            </Button>
            <Button small look="danger-quiet" disabled={action.isPending} onClick={() => decide("decline")}>
              Decline these {cards.length}
            </Button>
          </div>
        </details>
      )}
      {action.error && <FailureNotice error={action.error} />}
    </li>
  );
}
