import { Badge } from "../../components/badge.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { Moment } from "../../components/moment.tsx";
import { useDesk } from "../../lib/queries.ts";

/** Whether our books agree with the broker's; while they do not, nothing is opened. */
export function BooksStanding() {
  const query = useDesk("getReconciliation", {});
  return (
    <div className="border-t border-line px-3 py-2 text-sm">
      <Loaded query={query} skeleton={<div className="skeleton h-6" />}>
        {({ isClean, reason, reconciledAt, differences, blocks }) => (
          <>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <Badge tone={isClean ? "good" : "bad"}>{isClean ? "Books agree" : "Books differ"}</Badge>
              {isClean ? "Ours and the broker's say the same." : reason}
              <span className="text-muted">
                They last agreed <Moment at={reconciledAt} />.
              </span>
            </p>
            <ul className="text-xs">
              {differences
                .filter(({ resolvedAt }) => resolvedAt === null)
                .map((difference) => (
                  <li key={`${difference.kind}:${difference.subject}:${difference.firstSeenAt}`}>
                    {difference.says}
                  </li>
                ))}
              {blocks.map((block) => (
                <li key={block.symbol}>
                  {block.symbol} is blocked{block.alsoExits ? ", exits too" : ""}: {block.reason}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </div>
  );
}
