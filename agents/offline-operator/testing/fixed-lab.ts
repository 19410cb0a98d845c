type Args = Record<string, unknown>;

const AT = "2026-11-24T14:59:58.000Z";

const metrics = (sharpeRatio: number) => ({
  totalReturn: 0.4,
  annualReturn: 0.07,
  annualVolatility: 0.15,
  sharpeRatio,
  maxDrawdown: 0.2,
  tradeCount: 42,
  winRate: 0.5,
  exposure: 0.6,
  totalCosts: 120,
  finalEquity: 140_000,
});

const study = (id: string, args: Args, done: number) => ({
  id,
  state: done === 100 ? "finished" : "running",
  inputs: { strategy: args.strategy ?? "sma-cross", symbol: args.symbol ?? "AAPL" },
  method: args.method ?? "tpe",
  methodReason: "It was asked for.",
  budget: 100,
  objectives: ["sharpeRatio"],
  progress: {
    done,
    total: 100,
    perSecond: 50,
    secondsLeft: done === 100 ? 0 : 2,
    bestValue: done > 0 ? 0.8 : null,
  },
  best: done > 0 ? { parameters: { fast: 15, slow: 120 }, metrics: metrics(0.8) } : null,
  outOfSample: done === 100 ? metrics(0.3) : null,
  warnings: done === 100 ? ["The Sharpe ratio fell from 0.80 to 0.30: the tuned result is likely luck."] : [],
});

const requirement = (id: string, met: boolean, words: string) => ({ id, met, words });

/** What the tools of the strategy lab answer on the desk where nothing changes. */
export const LAB_ANSWERS: Readonly<Record<string, (args: Args, serial: number) => object>> = {
  propose_strategies: ({ universe }) => ({
    ideas: [
      {
        name: "Buy dips",
        why: "Falls were followed by rises.",
        regime: "calm, rising 12 % a year.",
        body: { kind: "rsi-reversion", parameters: { period: 2, lower: 10 }, universe },
        firstLook: metrics(0.4),
      },
      {
        name: "Long trend",
        why: "It rose for months.",
        regime: "calm, rising 12 % a year.",
        body: { kind: "sma-cross", parameters: { fast: 50, slow: 200 }, universe },
        firstLook: null,
      },
    ],
  }),
  start_study: (args, serial) => study(`stu_${serial}`, args, 0),
  get_study: ({ studyId }) => study(String(studyId), {}, 100),
  list_studies: () => ({ studies: [] }),
  save_strategy: ({ name, why, body }, serial) => ({
    id: `str_${serial}`,
    version: 1,
    name,
    stage: "draft",
    why,
    owner: "per_1",
    body,
  }),
  list_definitions: () => ({
    definitions: ["Slow trend", "Quick dips"].map((name, index) => ({
      id: `str_${index + 1}`,
      version: 1,
      name,
      stage: "draft",
      why: "Trends last.",
      owner: "per_1",
      body: { kind: "sma-cross", parameters: { fast: 20, slow: 50 }, universe: ["AAPL"] },
      metrics: index === 0 ? metrics(0.5) : null,
      sharpeInterval: index === 0 ? { low: -0.1, high: 1.1 } : null,
    })),
  }),
  list_backtests: () => ({ backtests: [{ id: "bkt_a" }, { id: "bkt_b" }] }),
  compare_backtests: ({ backtestIds }) => ({
    from: "2016-01-04T21:00:00.000Z",
    to: AT,
    bars: 2700,
    rows: (backtestIds as string[]).map((backtestId, index) => ({
      backtestId,
      name: `sma-cross ${index + 1}`,
      metrics: metrics(0.5),
      sharpeRatio: 0.5 - index / 10,
      totalReturn: 0.4,
      behindBest: index === 0 ? null : { difference: 0.1, low: -0.2, high: 0.4, isClear: false },
    })),
    words: ["The first has the highest Sharpe ratio, but it cannot be told apart from the other."],
  }),
  validate_strategy: ({ definitionId }, serial) => ({
    id: `val_${serial}`,
    definitionId,
    trialCount: 201,
    deflatedSharpe: 0.4,
    overfitProbability: 0.6,
    walkForward: {
      mode: "anchored",
      windows: [
        {
          test: { from: "2024-01-02T21:00:00.000Z", to: "2024-12-31T21:00:00.000Z" },
          parameters: { fast: 10, slow: 90 },
          inSample: metrics(0.9),
          outOfSample: metrics(0.2),
        },
      ],
      stitched: metrics(0.2),
      efficiency: 0.22,
    },
    costs: { breakEvenMultiple: 3 },
    warnings: ["No study is named."],
  }),
  judge_promotion: ({ definitionId }) => ({
    definitionId,
    from: "draft",
    to: "candidate",
    passed: false,
    requirements: [
      requirement("costs", true, "Costs were charged."),
      requirement("deflated-sharpe", false, "Luck explains it: 40 % where 95 % is asked."),
      requirement("person", false, "A person has to say yes."),
    ],
    whatWouldMakeThisLuck: ["It was the best of 201."],
  }),
};
