const AT = "2026-11-24T16:00:00.000Z";

type Args = Record<string, unknown>;

const line = (name: string, gross: string) => ({
  name,
  gross,
  net: gross,
  grossOfEquity: 0.0429,
  netOfEquity: 0.0429,
});
const scenario = (name: string, lossUsd: number, assumption = "Round figures.") => ({
  name,
  assumption,
  lossUsd,
  ofEquity: lossUsd / 100_000,
  positions: [
    { symbol: "TSLA", lossUsd: lossUsd / 4, change: -0.08, ofEquity: lossUsd / 400_000 },
    { symbol: "NVDA", lossUsd: (3 * lossUsd) / 4, change: -0.12, ofEquity: (3 * lossUsd) / 400_000 },
  ],
});

const advice = ({ method, turnover = 1 }: Args) => ({
  method,
  days: 252,
  sleeveUsd: "100000",
  allocations: [
    { symbol: "NVDA", weight: 0.02, currentWeight: 0.033, riskShare: 0.5 },
    { symbol: "TSLA", weight: 0.023, currentWeight: 0.0099, riskShare: 0.5 },
  ],
  volatility: 0.011,
  binding: [],
  basket: {
    orders: [
      { symbol: "NVDA", side: "sell", quantity: "11", notional: "1210" },
      { symbol: "TSLA", side: "buy", quantity: "11", notional: "1210" },
    ],
    turnover: Math.min(Number(turnover), 0.0242),
  },
  sources: ["simulated"],
  warnings: [],
});

const leg = (symbol: string, side: string, serial: number) => ({
  proposalId: `prp_${serial}_${symbol}`,
  symbol,
  side,
  quantity: "11",
  limitPrice: "110",
  worstNotional: "1210",
  priceSource: "simulated",
});

const execution = (args: Args, serial: number) => ({
  id: `exe_${serial}`,
  proposalId: `prp_${serial}`,
  symbol: args.symbol,
  side: args.side,
  quantity: String(args.quantity ?? 10),
  algorithm: args.algorithm,
  limitPrice: "99",
  maxSliceQuantity: "3",
  status: "proposed",
  reason: null,
  filledQuantity: "0",
  openQuantity: "0",
  remainingQuantity: String(args.quantity ?? 10),
  averageFillPrice: null,
  nextDueAt: null,
  endsAt: AT,
  source: "simulated",
  parameters: { slices: 12 },
  shortfall: null,
});

/** What the tools of weights, slices, risk and limits answer on a desk where nothing changes. */
export const RISK_ANSWERS: Readonly<Record<string, (args: Args, serial: number) => object>> = {
  optimize_portfolio: advice,
  propose_rebalance: (args, serial) => ({
    advice: advice(args),
    basket: {
      id: `bsk_${serial}`,
      status: "awaiting-approval",
      worstNotional: "2420",
      approvalsNeeded: 1,
      checkCount: 50,
      legs: [leg("NVDA", "sell", serial), leg("TSLA", "buy", serial)],
      failed: [],
    },
  }),
  propose_execution: execution,
  list_executions: ({ symbol = "NVDA" }) => ({
    executions: [
      {
        ...execution({ symbol, side: "sell", quantity: "15", algorithm: "twap" }, 1),
        status: "working",
        filledQuantity: "6",
        remainingQuantity: "9",
        averageFillPrice: "100.5",
      },
    ],
  }),
  cancel_execution: ({ executionId }) => ({
    ...execution({ symbol: "NVDA", side: "sell", quantity: "15", algorithm: "twap" }, 1),
    id: executionId,
    status: "canceled",
    filledQuantity: "6",
  }),
  get_risk_report: ({ scenarios = [] }) => ({
    tradingState: "ACTIVE",
    equity: "100000",
    sources: ["simulated"],
    exposures: {
      total: line("total", "4290"),
      bySymbol: [line("NVDA", "3300"), line("TSLA", "990")],
      bySector: [line("Technology", "3300"), line("Consumer", "990")],
      factors: [{ factor: "market beta", value: 0.06, meaning: "dollars moved per dollar of the market" }],
    },
    tailRisk: {
      observations: 250,
      from: "2025-11-24",
      to: "2026-11-23",
      figures: [
        {
          method: "historical",
          confidence: 0.99,
          varUsd: 250,
          cvarUsd: 300,
          varOfEquity: 0.0025,
          missing: null,
        },
      ],
      componentConfidence: 0.99,
      components: [
        { symbol: "NVDA", varUsd: 200, share: 0.8 },
        { symbol: "TSLA", varUsd: 50, share: 0.2 },
      ],
    },
    stress: [
      ...(scenarios as { name: string }[]).map(({ name }) => scenario(name, 1_000)),
      scenario("every name −20 %", 858),
      scenario("crisis of 2008", 700),
      scenario("rates +200 bp", 480),
      scenario("rates +100 bp", 240),
    ],
    liquidity: {
      participation: 0.1,
      days: 0.02,
      positions: [{ symbol: "NVDA", quantity: 30, days: 0.02 }],
    },
    warnings: [],
  }),
  shadow_limit: () => ({
    from: "2026-10-25T15:00:00.000Z",
    to: AT,
    judgedAgain: 12,
    notReplayable: 0,
    isComplete: true,
    newlyRefused: 1,
    newlyPassed: 0,
    newlyAsking: 0,
    orders: [
      {
        symbol: "AAPL",
        side: "buy",
        quantity: "30",
        worstNotional: "3000",
        judgedAt: AT,
        before: "needs-approval",
        after: "refused",
        controls: [{ id: "C08", name: "order notional", reason: "At worst 3000 USD." }],
      },
    ],
  }),
  list_lots: ({ symbol = "NVDA" }) => ({
    instruments: [
      {
        symbol,
        lots: [{ openedAt: AT, quantity: "30", cost: "100", unrealisedPnl: "300" }],
        closings: [],
        realisedPnl: "0",
        fees: "1.5",
      },
    ],
  }),
  list_controls: () => ({
    controls: [{ id: "C08", name: "order notional", formula: "worst notional ≤ limit", reason: "Size." }],
  }),
  tighten_limits: ({ changes }) => ({ version: 2, limits: changes }),
  halt: () => ({ tradingState: "HALTED", changedAt: AT, voided: 1, canceling: 2 }),
};
