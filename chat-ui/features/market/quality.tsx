import { Badge, type Tone } from "../../components/badge.tsx";
import { Loaded } from "../../components/loaded.tsx";
import type { DeskInput, DeskOutput } from "../../lib/desk-types.ts";
import { day, inWords } from "../../lib/formats.ts";
import { useDesk } from "../../lib/queries.ts";

type Report = DeskOutput<"getDataQuality">;

const TONES: Record<Report["findings"][number]["severity"], Tone> = {
  info: "neutral",
  warning: "warn",
  error: "bad",
};
const SHOWN = 10;

interface QualityProps {
  symbol: string;
  interval: DeskInput<"getDataQuality">["interval"];
  asOf: string | undefined;
}

/** Whether bars are complete: the verdict, what is missing, and what is doubtful. */
export function Quality({ symbol, interval, asOf }: QualityProps) {
  const query = useDesk("getDataQuality", { symbol, interval, asOf });
  return (
    <Loaded query={query} skeleton={<div className="skeleton h-12" />}>
      {({ isComplete, says, gaps, gapCount, findings, findingCount }) => (
        <div className="space-y-1 text-xs whitespace-normal">
          <p className={isComplete ? "text-gain" : "text-warn"}>{says}</p>
          <ul className="space-y-1">
            {gaps.slice(0, SHOWN).map(({ from, to, bars }) => (
              <li key={from}>
                Missing: {bars === 1 ? "one bar" : `${bars} bars`}, {day(from)}
                {day(from) !== day(to) && ` to ${day(to)}`}
              </li>
            ))}
            <Rest count={gapCount} of="gaps" />
            {findings.slice(0, SHOWN).map((finding) => (
              <li key={[finding.check, finding.from, finding.detail].join()}>
                <Badge tone={TONES[finding.severity]}>{inWords(finding.check)}</Badge> {finding.detail}
              </li>
            ))}
            <Rest count={findingCount} of="findings" />
          </ul>
        </div>
      )}
    </Loaded>
  );
}

function Rest({ count, of }: { count: number; of: string }) {
  if (count <= SHOWN) return null;
  return (
    <li className="text-muted">
      And {count - SHOWN} more {of}.
    </li>
  );
}
