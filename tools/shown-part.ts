/** A drawing of a result, for people. A model never sees it. */
export type ShownPart =
  | { type: "data-chart"; id: string; data: Chart | PriceChart }
  | { type: "data-ticket"; id: string; data: { proposalId: string } };

/** Lines over dates, with where the numbers come from. */
export interface Chart {
  kind: "equity-curve";
  title: string;
  source: string;
  backtestId: string;
  series: { name: string; points: { time: string; value: number }[] }[];
}

/** Prices of one instrument, or of several by how far each moved from its first close, with where each comes from. */
export interface PriceChart {
  kind: "prices";
  title: string;
  /** USD for one instrument, the change since the first point as a fraction for several. */
  unit: "usd" | "change";
  series: { symbol: string; source: string; points: { time: string; value: number }[] }[];
}

/** What a tool hands to people beside the words it hands to the model. */
export interface ToolArtifact {
  shown: ShownPart[];
}
