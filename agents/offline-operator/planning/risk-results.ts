import { z } from "zod";

/* What the operator reads of the answers about weights, slices, risk and limits; as in tool-results.ts. */
const Text = z.string();
/** Decimal text. */
const Money = z.string();

const Advice = z.object({
  method: Text,
  days: z.number(),
  sleeveUsd: Money,
  allocations: z.array(
    z.object({ symbol: Text, weight: z.number(), currentWeight: z.number(), riskShare: z.number() }),
  ),
  volatility: z.number(),
  binding: z.array(Text),
  basket: z.object({
    orders: z.array(z.object({ symbol: Text, side: Text, quantity: Money, notional: Money })),
    turnover: z.number(),
  }),
  sources: z.array(Text),
  warnings: z.array(Text),
});
export const AdviceResult = Advice;
export type AdviceResult = z.infer<typeof Advice>;

const Failed = z.object({
  symbol: Text,
  id: Text,
  name: Text,
  outcome: Text,
  figure: Text.nullable(),
  limit: Text.nullable(),
  unit: Text,
  reason: Text,
});
export const BasketResult = z.object({
  id: Text,
  status: Text,
  worstNotional: Money,
  approvalsNeeded: z.number(),
  checkCount: z.number(),
  legs: z.array(
    z.object({
      proposalId: Text,
      symbol: Text,
      side: Text,
      quantity: Money,
      limitPrice: Money,
      worstNotional: Money,
      priceSource: Text,
    }),
  ),
  failed: z.array(Failed),
});
export type BasketResult = z.infer<typeof BasketResult>;
export const RebalanceResult = z.object({ advice: Advice, basket: BasketResult });
export type RebalanceResult = z.infer<typeof RebalanceResult>;

export const ExecutionResult = z.object({
  id: Text,
  proposalId: Text,
  symbol: Text,
  side: Text,
  quantity: Money,
  algorithm: Text,
  limitPrice: Money,
  maxSliceQuantity: Money,
  status: Text,
  reason: Text.nullable(),
  filledQuantity: Money,
  openQuantity: Money,
  remainingQuantity: Money,
  averageFillPrice: Money.nullable(),
  nextDueAt: Text.nullable(),
  endsAt: Text,
  source: Text,
  parameters: z.object({ slices: z.number() }).optional(),
  sliceCount: z.number().optional(),
  shortfall: z.object({ totalUsd: Money, totalBps: z.number() }).nullable(),
});
export type ExecutionResult = z.infer<typeof ExecutionResult>;
export const ExecutionList = z.object({ executions: z.array(ExecutionResult) });

const share = z.number().nullable();
const Line = z.object({ name: Text, gross: Money, net: Money, grossOfEquity: share, netOfEquity: share });
export const RiskResult = z.object({
  tradingState: Text,
  equity: Money,
  sources: z.array(Text),
  exposures: z.object({
    total: Line,
    bySymbol: z.array(Line),
    bySector: z.array(Line),
    factors: z.array(z.object({ factor: Text, value: z.number().nullable(), meaning: Text })),
  }),
  tailRisk: z.object({
    observations: z.number(),
    from: Text.nullable(),
    to: Text.nullable(),
    figures: z.array(
      z.object({
        method: Text,
        confidence: z.number(),
        varUsd: z.number().nullable(),
        cvarUsd: z.number().nullable(),
        varOfEquity: share,
        missing: Text.nullable(),
      }),
    ),
    componentConfidence: z.number(),
    components: z.array(z.object({ symbol: Text, varUsd: z.number(), share: z.number() })),
  }),
  stress: z.array(
    z.object({
      name: Text,
      assumption: Text,
      lossUsd: z.number(),
      ofEquity: share,
      positions: z.array(
        z.object({ symbol: Text, lossUsd: z.number(), change: z.number(), ofEquity: share }),
      ),
    }),
  ),
  liquidity: z.object({
    participation: z.number(),
    days: z.number().nullable(),
    positions: z.array(z.object({ symbol: Text, quantity: z.number(), days: z.number().nullable() })),
  }),
  warnings: z.array(Text),
});
export type RiskResult = z.infer<typeof RiskResult>;

export const TightenResult = z.object({
  version: z.number(),
  limits: z.record(z.string(), z.union([z.string(), z.number()])),
});
export const ShadowResult = z.object({
  from: Text,
  to: Text,
  judgedAgain: z.number(),
  notReplayable: z.number(),
  isComplete: z.boolean(),
  newlyRefused: z.number(),
  newlyPassed: z.number(),
  newlyAsking: z.number(),
  orders: z.array(
    z.object({
      symbol: Text,
      side: Text,
      quantity: Money,
      worstNotional: Money,
      judgedAt: Text,
      before: Text,
      after: Text,
      controls: z.array(z.object({ id: Text, name: Text, reason: Text })),
    }),
  ),
});
export const LotsResult = z.object({
  instruments: z.array(
    z.object({
      symbol: Text,
      lots: z.array(z.object({ openedAt: Text, quantity: Money, cost: Money, unrealisedPnl: Money })),
      closings: z.array(
        z.object({ openedAt: Text, closedAt: Text, quantity: Money, cost: Money, price: Money, pnl: Money }),
      ),
      realisedPnl: Money,
      fees: Money,
    }),
  ),
});
export const ControlsResult = z.object({
  controls: z.array(z.object({ id: Text, name: Text, formula: Text, reason: Text })),
});
export const HaltResult = z.object({
  tradingState: Text,
  changedAt: Text,
  voided: z.number(),
  canceling: z.number(),
});
