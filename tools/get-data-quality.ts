import { getDataQuality } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

/** Enough findings to judge by; the count is of all. */
const MOST = 12;

export const getDataQualityTool = toolFor(getDataQuality, {
  describe:
    'Answers "is our data for X complete?". says is the verdict: give it with the figures. Nothing is repaired by asking; gaps are closed by a backfill, which people run.',
  trim: ({ gaps, findings, ...rest }) => ({
    ...rest,
    gaps: gaps.slice(0, MOST),
    findings: findings
      .slice(0, MOST)
      .map(({ detail, ...finding }) => ({ ...finding, detail: quoteOutside(detail, 400) })),
  }),
});
