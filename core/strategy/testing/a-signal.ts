import type { Signal } from "#core/model";

/** A full-strength bullish view, known at an instant in epoch ms. */
export function aSignal(knownAt: number, view: Partial<Signal> = {}): Signal {
  const at = new Date(knownAt).toISOString();
  return {
    id: `signal-${at}`,
    symbol: "AAPL",
    kind: "news-sentiment",
    direction: "bullish",
    strength: 1,
    confidence: 1,
    rationale: "Results above what was expected.",
    evidenceIds: ["article-1"],
    occurredAt: at,
    knownAt: at,
    expiresAt: new Date(knownAt + 30 * 86_400_000).toISOString(),
    source: "simulated",
    ...view,
  };
}
