import type { LookAheadFinding, StrategyStage, TradingCosts, ValidationReport } from "#core/model";

/** What a strategy did with simulated fills on live prices. */
export interface PaperRecord {
  days: number;
  tradeCount: number;
  /** Fractions of the account. */
  totalReturn: number;
  maxDrawdown: number;
}

/** Everything the gate looks at. What is missing counts against the strategy. */
export interface PromotionFacts {
  definitionId: string;
  from: StrategyStage;
  to: StrategyStage;
  costs: TradingCosts;
  /** Bars from a decision to its fill in the tests, 1 for the next bar; null when nobody knows. */
  fillDelayBars: number | null;
  /** Null before the strategy was validated. */
  validation: Omit<ValidationReport, "id" | "definitionId" | "createdAt"> | null;
  /** Null before the look-ahead check ran. */
  lookAhead: LookAheadFinding | null;
  /** Critical findings in the bars it was tested on; null before they were looked for. */
  criticalFindings: number | null;
  /** Null before it ran on paper. */
  paper: PaperRecord | null;
  /** The person who says yes to this step; never a program. */
  approvedBy: string | null;
  /** ISO instant of the judgement. */
  judgedAt: string;
}
