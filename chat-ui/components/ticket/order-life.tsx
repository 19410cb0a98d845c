import type { ReactNode } from "react";
import type { Fill } from "#core/model";
import type { Ticket } from "../../lib/desk-types.ts";
import { money, price, quantity } from "../../lib/formats.ts";
import { Moment } from "../moment.tsx";
import { SourceMark } from "../source-mark.tsx";
import { orderStanding } from "./order-words.ts";

interface Step {
  key: string;
  at: string;
  words: ReactNode;
}

const VERDICTS = {
  cleared: "Cleared by every gate",
  "needs-approval": "Passed the gates, people are needed",
  refused: "Refused by the gates",
} as const;

/** The order's way from wish to fills, oldest first, each step with its time. */
export function OrderLife({ ticket }: { ticket: Ticket }) {
  return (
    <div>
      <h4 className="label">The order's life</h4>
      <ol className="mt-0.5 space-y-0.5 border-l border-line-strong pl-3 text-xs">
        {stepsOf(ticket).map(({ key, at, words }) => (
          <li key={key} className="relative flex flex-wrap justify-between gap-x-3">
            <span
              aria-hidden="true"
              className="absolute top-1.5 -left-[0.95rem] size-1.5 rounded-full bg-accent"
            />
            <span>{words}</span>
            <span className="text-muted">
              <Moment at={at} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function stepsOf({ proposal, verdict, approval, order, fills }: Ticket): Step[] {
  const steps: Step[] = [{ key: "proposed", at: proposal.createdAt, words: "Proposed" }];
  if (verdict) steps.push({ key: "judged", at: verdict.judgedAt, words: VERDICTS[verdict.decision] });
  const votes = approval?.approvals ?? [];
  const lastVote = votes.at(-1);
  if (lastVote && approval?.status === "approved") {
    steps.push({ key: "approved", at: lastVote.decidedAt, words: `Approved by ${votes.length}` });
  }
  if (lastVote && approval?.status === "declined") {
    steps.push({ key: "declined", at: lastVote.decidedAt, words: "Declined" });
  }
  if (order) {
    steps.push({ key: "placed", at: order.createdAt, words: "Placed with the executor" });
    for (const fill of fills)
      steps.push({ key: fill.executionId, at: fill.filledAt, words: <FillWords fill={fill} /> });
    if (order.state !== "intent") {
      const words = orderStanding(order.state).words;
      const reason = order.reason ? `${words}: ${order.reason}` : words;
      steps.push({ key: "state", at: order.updatedAt, words: <span className="font-medium">{reason}</span> });
    }
  }
  return steps;
}

function FillWords({ fill }: { fill: Fill }) {
  return (
    <>
      Fill {quantity(fill.quantity)} at {price(fill.price)}, fee {money(fill.fee)}{" "}
      <SourceMark source={fill.source} />
    </>
  );
}
