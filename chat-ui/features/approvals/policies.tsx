import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { useDesk } from "../../lib/queries.ts";
import { usePersonName } from "../../lib/session.tsx";
import { conditionsInWords, demandInWords } from "./policy-words.ts";

/** The desk's own rules of who must agree, in words; the strictest that matches applies. */
export function Policies() {
  const query = useDesk("listApprovalPolicies", {});
  const nameOf = usePersonName();
  return (
    <Loaded
      query={query}
      skeleton={<SkeletonRows />}
      isEmpty={({ current }) => current.policies.length === 0}
      empty={
        <EmptyState title="No policies beyond the limits.">
          The limits alone say who must agree, by size and by outside text.
        </EmptyState>
      }
    >
      {({ current }) => (
        <ul className="divide-y divide-line text-sm">
          {current.policies.map((policy) => (
            <li key={policy.id} className="px-3 py-2">
              <span className="font-medium">{policy.id}</span>
              <span className="block text-muted">
                {conditionsInWords(policy, nameOf)} {demandInWords(policy, nameOf)}.
              </span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
