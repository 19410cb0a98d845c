import { describe, expect, it } from "vitest";
import { type QualityFacts, qualityVerdict } from "./quality-verdict.ts";

const facts = (changed: Partial<QualityFacts> = {}): QualityFacts => ({
  symbol: "MSFT",
  interval: "1d",
  barCount: 100,
  firstAt: "2026-06-01T20:00:00.000Z",
  lastAt: "2026-11-23T21:00:00.000Z",
  gaps: [],
  findings: [],
  freshness: { isStale: false, warning: null },
  ...changed,
});
const GAP = { from: "2026-07-01T20:00:00.000Z", to: "2026-07-02T20:00:00.000Z", bars: 2 };

describe("the verdict on a series", () => {
  it("is complete when nothing is missing, doubtful or late", () => {
    expect(qualityVerdict(facts())).toEqual({
      isComplete: true,
      says: "Complete: 100 1d bars of MSFT are held from 2026-06-01 to 2026-11-23, none missing and none doubtful.",
    });
  });

  it("names what is missing, what is doubtful, and that newer ones were due", () => {
    const findings = [
      { severity: "error", check: "bad-tick" },
      { severity: "warning", check: "outlier" },
      { severity: "warning", check: "outlier" },
    ] as const;
    const freshness = { isStale: true, warning: "alpaca does not answer: 503." };
    expect(qualityVerdict(facts({ gaps: [GAP], findings, freshness }))).toEqual({
      isComplete: false,
      says: "Not complete: 100 1d bars of MSFT are held from 2026-06-01 to 2026-11-23; 2 missing in 1 gap, 3 doubtful (bad-tick, outlier), newer ones were due. alpaca does not answer: 503.",
    });
  });

  it("takes a remark for no fault, and nothing held for no data", () => {
    expect(qualityVerdict(facts({ findings: [{ severity: "info", check: "gap" }] })).isComplete).toBe(true);
    expect(qualityVerdict(facts({ barCount: 0, firstAt: null, lastAt: null }))).toEqual({
      isComplete: false,
      says: "No 1d bar of MSFT is held in this window.",
    });
  });

  it("passes on what must be said of the vendor with a complete series too", () => {
    const freshness = { isStale: false, warning: "alpaca does not answer: 503." };
    expect(qualityVerdict(facts({ freshness })).says).toMatch(/^Complete: .* alpaca does not answer: 503\.$/);
  });
});
