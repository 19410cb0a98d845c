import type { Finding, Instant } from "#core/model";
import type { Freshness } from "./freshness.ts";

/** What is known of a series of bars when somebody asks whether it can be relied on. */
export interface QualityFacts {
  symbol: string;
  interval: string;
  barCount: number;
  firstAt: Instant | null;
  lastAt: Instant | null;
  gaps: readonly { from: Instant; to: Instant; bars: number }[];
  findings: readonly Pick<Finding, "severity" | "check">[];
  freshness: Pick<Freshness, "isStale" | "warning">;
}

/**
 * Whether a series is complete, in one sentence with its figures. Complete means: it is held, no bar of its window is
 * missing, nothing newer was due, and nothing worse than a remark was found. A remark does not make data incomplete.
 */
export function qualityVerdict(facts: QualityFacts): { isComplete: boolean; says: string } {
  const { symbol, interval, barCount, firstAt, lastAt, gaps, findings, freshness } = facts;
  if (barCount === 0 || !firstAt || !lastAt)
    return {
      isComplete: false,
      says: `No ${interval} bar of ${symbol} is held in this window.${freshness.warning ? ` ${freshness.warning}` : ""}`,
    };
  const missing = gaps.reduce((sum, gap) => sum + gap.bars, 0);
  const serious = findings.filter(({ severity }) => severity !== "info");
  const faults = [
    ...(missing > 0 ? [`${missing} missing in ${gaps.length} ${gaps.length === 1 ? "gap" : "gaps"}`] : []),
    ...(serious.length > 0 ? [`${serious.length} doubtful (${checksOf(serious)})`] : []),
    ...(freshness.isStale ? ["newer ones were due"] : []),
  ];
  const held = `${barCount} ${interval} bars of ${symbol} are held from ${firstAt.slice(0, 10)} to ${lastAt.slice(0, 10)}`;
  const warning = freshness.warning ? ` ${freshness.warning}` : "";
  return faults.length === 0
    ? { isComplete: true, says: `Complete: ${held}, none missing and none doubtful.${warning}` }
    : { isComplete: false, says: `Not complete: ${held}; ${faults.join(", ")}.${warning}` };
}

const checksOf = (findings: readonly Pick<Finding, "check">[]): string =>
  [...new Set(findings.map(({ check }) => check))].sort().join(", ");
