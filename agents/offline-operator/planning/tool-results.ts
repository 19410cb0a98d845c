import { z } from "zod";

/*
 * What the operator reads of each tool's answer. Everything it puts into words goes through here, so that a result
 * of another shape is told as such and never half understood.
 */
const Text = z.string();
/** Decimal text. */
const Money = z.string();
const Dates = z.object({ from: Text, to: Text });
/** What must be said with numbers that are late, or whose vendor is silent. */
const Told = z.object({ warning: Text.nullable() }).optional();
const Parameters = z.record(z.string(), z.number());

export const InstrumentList = z.object({
  instruments: z.array(
    z.object({ symbol: Text, name: Text, kind: Text, source: Text, tradable: z.boolean() }),
  ),
});
export const QuoteResult = z.object({
  quote: z.object({ symbol: Text, bid: z.number(), ask: z.number(), occurredAt: Text, source: Text }),
  ageMs: z.number(),
  freshness: Told,
});
export const BarsResult = z.object({
  symbol: Text,
  interval: Text,
  source: Text,
  truncated: z.boolean().default(false),
  summary: z
    .object({
      barCount: z.number(),
      firstAt: Text,
      firstClose: z.number(),
      lastAt: Text,
      lastClose: z.number(),
      changeFraction: z.number(),
      highest: z.number(),
      lowest: z.number(),
    })
    .nullable(),
  bars: z.array(
    z.object({
      occurredAt: Text,
      open: z.number(),
      high: z.number(),
      low: z.number(),
      close: z.number(),
      volume: z.number(),
    }),
  ),
  freshness: Told,
});
export const ArticleList = z.object({
  freshness: Told,
  articles: z.array(z.object({ id: Text, headline: Text, publisher: Text, occurredAt: Text, source: Text })),
});
export const SignalList = z.object({
  signals: z.array(
    z.object({
      id: Text,
      symbol: Text,
      direction: Text,
      strength: z.number(),
      confidence: z.number(),
      rationale: Text,
      knownAt: Text,
      source: Text,
    }),
  ),
});
export const StrategyList = z.object({
  strategies: z.array(
    z.object({
      kind: Text,
      name: Text,
      description: Text,
      parameters: z.array(
        z.object({ name: Text, description: Text, min: z.number(), max: z.number(), default: z.number() }),
      ),
    }),
  ),
});

export const Metrics = z.object({
  totalReturn: z.number(),
  annualReturn: z.number(),
  annualVolatility: z.number(),
  sharpeRatio: z.number().nullable(),
  maxDrawdown: z.number(),
  tradeCount: z.number(),
  winRate: z.number().nullable().default(null),
  exposure: z.number(),
  totalCosts: z.number(),
  finalEquity: z.number(),
});
export type Metrics = z.infer<typeof Metrics>;
export const BacktestResult = z.object({
  id: Text,
  inputs: z.object({
    strategy: Text,
    parameters: Parameters,
    symbol: Text,
    interval: Text,
    from: Text,
    to: Text,
    initialCash: z.number(),
    costs: z.object({ commissionBps: z.number(), slippageBps: z.number() }),
  }),
  source: Text,
  metrics: Metrics,
  benchmark: Metrics,
  warnings: z.array(Text),
});
export type BacktestResult = z.infer<typeof BacktestResult>;
const Cell = z.object({ parameters: Parameters, metrics: Metrics });
export const SweepResult = z.object({
  id: Text,
  strategy: Text,
  symbol: Text,
  source: Text,
  trialCount: z.number(),
  inSample: Dates,
  outOfSample: Dates,
  best: Cell,
  bestOutOfSample: Metrics,
  top: z.array(Cell),
  expectedMaxSharpeOfLuck: z.number(),
  warnings: z.array(Text),
});
export type SweepResult = z.infer<typeof SweepResult>;

export const ProposalResult = z.object({
  id: Text,
  symbol: Text,
  side: Text,
  quantity: Money,
  type: Text,
  limitPrice: Money,
  worstNotional: Money,
  referencePrice: Money,
  priceSource: Text,
  tainted: z.boolean(),
  timeInForce: Text.optional(),
  stopPrice: Money.optional(),
  trail: z.object({ by: Text, amount: Money }).optional(),
  takeProfit: z.object({ limitPrice: Money }).optional(),
  stopLoss: z.object({ stopPrice: Money }).optional(),
});
export type ProposalResult = z.infer<typeof ProposalResult>;
const Check = z.object({
  id: Text,
  name: Text,
  outcome: Text,
  figure: Text.nullable(),
  limit: Text.nullable(),
  unit: Text,
  reason: Text,
});
export const VerdictResult = z.object({
  decision: z.enum(["cleared", "needs-approval", "refused"]),
  approvalsNeeded: z.number(),
  checkCount: z.number(),
  checks: z.array(Check),
});
export type VerdictResult = z.infer<typeof VerdictResult>;
export const TicketResult = z.object({
  proposal: z.object({
    id: Text,
    terms: z.object({ symbol: Text, side: Text, quantity: Money, limitPrice: Money }),
    worstNotional: Money,
    priceSource: Text,
    status: Text,
    expiresAt: Text,
  }),
  company: Text,
  verdict: VerdictResult.nullable(),
  approval: z
    .object({
      status: Text,
      quorum: z.number(),
      expiresAt: Text,
      approvals: z.array(z.object({ approver: Text, decision: Text })),
    })
    .nullable(),
  order: z
    .object({
      state: Text,
      filledQuantity: Money,
      averageFillPrice: Money.nullable(),
      reason: Text.nullable(),
    })
    .nullable(),
});

export const Position = z.object({
  symbol: Text,
  quantity: Money,
  averageCost: Money,
  markPrice: Money,
  marketValue: Money,
  unrealisedPnl: Money,
  realisedPnl: Money,
  source: Text,
});
export type Position = z.infer<typeof Position>;
export const PositionList = z.object({ positions: z.array(Position) });
export const PortfolioResult = z.object({
  environment: Text,
  tradingState: Text,
  cash: Money,
  equity: Money,
  dayPnl: Money,
  grossExposure: Money,
  netExposure: Money,
  reserved: Money,
  buyingPower: Money,
  positions: z.array(Position),
  source: Text,
  asOf: Text,
});
export type PortfolioResult = z.infer<typeof PortfolioResult>;
export const OrderList = z.object({
  orders: z.array(
    z.object({
      proposalId: Text,
      state: Text,
      symbol: Text,
      side: Text,
      quantity: Money,
      limitPrice: Money,
      filledQuantity: Money,
      averageFillPrice: Money.nullable(),
      source: Text,
      createdAt: Text,
    }),
  ),
});
export const FillList = z.object({
  fills: z.array(
    z.object({
      symbol: Text,
      side: Text,
      quantity: Money,
      price: Money,
      fee: Money,
      filledAt: Text,
      source: Text,
    }),
  ),
});
export const ApprovalList = z.object({
  approvals: z.array(
    z.object({
      proposalId: Text,
      status: Text,
      needs: z.number(),
      votes: z.array(z.object({ approver: Text, decision: Text })),
      requestedBy: Text,
      expiresAt: Text,
      symbol: Text,
      side: Text,
      quantity: Money,
      worstNotional: Money,
    }),
  ),
});
export const LimitsResult = z.object({
  current: z.object({
    version: z.number(),
    limits: z.record(z.string(), z.union([z.string(), z.number()])),
    reason: Text,
  }),
  /** With those of the whole desk and every override. */
  effective: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  tradingState: Text,
  stateReason: Text.default(""),
  utilisation: z.array(
    z.object({ limit: Text, name: Text, unit: Text, used: Text, max: Text, fraction: z.number() }),
  ),
});
export type LimitsResult = z.infer<typeof LimitsResult>;
export const HealthResult = z.object({
  status: Text,
  checks: z.array(z.object({ name: Text, status: Text, detail: Text })),
});
export const ExplanationResult = z.object({
  subjectId: Text,
  summary: Text,
  chain: z.array(z.object({ kind: Text, id: Text, at: Text, summary: Text })),
});
export const MemoryResult = z.object({ id: Text, kind: Text, owner: Text, text: Text });
export const RecallResult = z.object({ memories: z.array(MemoryResult.extend({ knownAt: Text })) });
