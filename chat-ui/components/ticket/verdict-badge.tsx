import type { Verdict } from "#core/model";
import { Badge, type Tone } from "../badge.tsx";

type Answer = Pick<Verdict, "decision" | "approvalsNeeded" | "refusals">;

const TONES: Record<Verdict["decision"], Tone> = {
  cleared: "good",
  "needs-approval": "warn",
  refused: "bad",
};

/** What the gates would decide, in a few words. */
export function VerdictBadge({ verdict }: { verdict: Answer }) {
  return (
    <span role="status">
      <Badge tone={TONES[verdict.decision]}>{inWords(verdict)}</Badge>
    </span>
  );
}

function inWords({ decision, approvalsNeeded, refusals }: Answer): string {
  if (decision === "cleared") return "Would pass, no approval needed";
  if (decision === "refused") return `Would be refused by ${refusals.map(({ id }) => id).join(", ")}`;
  return `Would need ${approvalsNeeded === 1 ? "one other person" : `${approvalsNeeded} other people`}`;
}
