import { describe, expect, it } from "vitest";
import { PromotionVerdict, type Requirement } from "#core/model";
import { judgePromotion, nextStage } from "./judge-promotion.ts";
import type { PromotionFacts } from "./promotion-facts.ts";

const AT = "2026-03-02T21:00:00.000Z";
type Validation = NonNullable<PromotionFacts["validation"]>;
type Window = NonNullable<Validation["walkForward"]>["windows"][number];

const figures = (totalReturn: number, sharpeRatio: number | null, tradeCount = 30) => ({
  totalReturn,
  annualReturn: totalReturn,
  annualVolatility: 0.1,
  sharpeRatio,
  sortinoRatio: sharpeRatio,
  maxDrawdown: 0.1,
  calmarRatio: 1,
  tradeCount,
  winRate: 0.5,
  profitFactor: 1.5,
  exposure: 0.5,
  totalCosts: 100,
  finalEquity: 1000 * (1 + totalReturn),
  barCount: 252,
});

const aWindow = (totalReturn: number): Window => ({
  train: { from: AT, to: AT },
  test: { from: AT, to: AT },
  parameters: { fast: 5 },
  inSample: figures(0.1, 1),
  outOfSample: figures(totalReturn, totalReturn > 0 ? 1 : -1),
});

const walk = (stitched: ReturnType<typeof figures>, windows = [aWindow(0.1), aWindow(0.1)]) => ({
  mode: "rolling" as const,
  windows,
  stitched,
  equity: [],
  efficiency: 0.9,
});

const validation: Validation = {
  walkForward: walk(figures(0.2, 1.2)),
  deflatedSharpe: 0.97,
  trialCount: 48,
  overfitProbability: 0.2,
  monteCarlo: [
    {
      of: "returns",
      runs: 1000,
      seed: 1,
      finalEquity: { p05: 1, p50: 2, p95: 3 },
      maxDrawdown: { p05: 0.05, p50: 0.1, p95: 0.2 },
      sharpeRatio: null,
      lossProbability: 0.02,
    },
  ],
  costs: { steps: [], breakEvenMultiple: 4 },
  plateau: { neighbours: 8, bestValue: 1, meanValue: 0.9, share: 0.9 },
  regimes: [
    { regime: "rising market", bars: 100, annualReturn: 0.2, sharpeRatio: 1 },
    { regime: "falling market", bars: 100, annualReturn: 0.1, sharpeRatio: 0.5 },
  ],
  warnings: [],
};

/** A strategy that shows everything. */
function facts(said: Partial<PromotionFacts> = {}, found: Partial<Validation> = {}): PromotionFacts {
  return {
    definitionId: "trend-1",
    from: "draft",
    to: "candidate",
    costs: { commissionBps: 1, slippageBps: 2 },
    fillDelayBars: 1,
    validation: { ...validation, ...found },
    lookAhead: { clean: true, checkedBars: 500, findings: [] },
    criticalFindings: 0,
    paper: { days: 30, tradeCount: 4, totalReturn: 0.01, maxDrawdown: 0.2 },
    approvedBy: "Ada",
    judgedAt: AT,
    ...said,
  };
}

const unmet = (asked: PromotionFacts) =>
  judgePromotion(asked)
    .requirements.filter(({ met }) => !met)
    .map(({ id }) => id);
const wordsOf = (asked: PromotionFacts, id: Requirement["id"]) =>
  judgePromotion(asked).requirements.find((requirement) => requirement.id === id)?.words;

describe("promotion", () => {
  it("passes a strategy that shows everything, and says what it saw", () => {
    const verdict = judgePromotion(facts());
    expect(PromotionVerdict.parse(verdict)).toEqual(verdict);
    expect(verdict).toMatchObject({ passed: true, from: "draft", to: "candidate", judgedAt: AT });
    expect(verdict.requirements.map(({ words }) => words)).toEqual([
      "Every fill paid 1 bps commission and gave up 2 bps of the price.",
      "What was decided at a bar's close traded in the next bar.",
      "Its numbers were chosen among 48 trials, and are judged as the best of as many.",
      "On bars its numbers were not tuned on it earned 20 % after costs, a Sharpe ratio of 1.20.",
      "30 trades on bars it was not tuned on.",
      "With 97 % what it earned beyond its share in the market is more than the best of so many worthless trials would show.",
      "In 20 % of the ways to halve the history, the best numbers of one half came out below the middle on the other.",
      "No decision changed when the future was cut off or altered (500 bars checked).",
      "Nothing critical is known against the bars it was tested on.",
      "Ada said yes.",
    ]);
  });

  it("asks for the same on the way to paper, and for days on paper before money", () => {
    expect(judgePromotion(facts({ from: "candidate", to: "paper" })).requirements).toHaveLength(10);
    const live = (paper: PromotionFacts["paper"]) => facts({ from: "paper", to: "live", paper });
    const record = { days: 30, tradeCount: 4, totalReturn: 0.01, maxDrawdown: 0.2 };
    expect(judgePromotion(live(record)).passed).toBe(true);
    for (const wrong of [
      null,
      { ...record, days: 29 },
      { ...record, tradeCount: 0 },
      { ...record, maxDrawdown: 0.21 },
    ])
      expect(unmet(live(wrong))).toEqual(["paper-record"]);
    expect(wordsOf(live({ ...record, maxDrawdown: 0.21 }), "paper-record")).toBe(
      "30 days on paper, 4 trades, 1 %, at worst 21 % below the high: deeper than 95 of 100 histories that chance makes of its test (20 %). It does not do live what it did in the test.",
    );
  });

  it.each<[Requirement["id"], Partial<PromotionFacts>, Partial<Validation>]>([
    ["costs", { costs: { commissionBps: 5, slippageBps: 0 } }, {}],
    ["next-bar-fills", { fillDelayBars: 0 }, {}],
    ["next-bar-fills", { fillDelayBars: null }, {}],
    ["trial-count", {}, { trialCount: 0 }],
    ["out-of-sample", {}, { walkForward: walk(figures(0, 0)) }],
    ["out-of-sample", {}, { walkForward: walk(figures(0.1, null)) }],
    ["trade-count", {}, { walkForward: walk(figures(0.2, 1.2, 29)) }],
    ["deflated-sharpe", {}, { deflatedSharpe: 0.9499 }],
    ["deflated-sharpe", {}, { deflatedSharpe: null }],
    ["overfit-probability", {}, { overfitProbability: 0.501 }],
    ["overfit-probability", {}, { overfitProbability: null }],
    ["look-ahead", { lookAhead: null }, {}],
    ["look-ahead", { lookAhead: { clean: true, checkedBars: 0, findings: [] } }, {}],
    ["data-findings", { criticalFindings: 1 }, {}],
    ["data-findings", { criticalFindings: null }, {}],
    ["person", { approvedBy: null }, {}],
    ["person", { approvedBy: " " }, {}],
  ])("is refused for %s alone when only that is missing", (id, said, found) => {
    expect(unmet(facts(said, found))).toEqual([id]);
    expect(judgePromotion(facts(said, found)).passed).toBe(false);
  });

  it("holds on each limit", () => {
    expect(unmet(facts({}, { deflatedSharpe: 0.95, overfitProbability: 0.5 }))).toEqual([]);
    expect(unmet(facts({}, { trialCount: 1, overfitProbability: null }))).toEqual([]);
  });

  it("asks for everything of a strategy that shows nothing", () => {
    const nothing = facts({ validation: null, lookAhead: null, criticalFindings: null, approvedBy: null });
    expect(unmet(nothing)).toEqual([
      "trial-count",
      "out-of-sample",
      "trade-count",
      "deflated-sharpe",
      "overfit-probability",
      "look-ahead",
      "data-findings",
      "person",
    ]);
    expect(judgePromotion(nothing).whatWouldMakeThisLuck).toEqual([
      "Everything: it was not yet validated, and a single backtest cannot tell skill from luck.",
    ]);
  });

  it("takes a figure that is no number for no figure", () => {
    const broken = facts(
      { from: "paper", to: "live", criticalFindings: Number.NaN, fillDelayBars: Number.NaN },
      {
        deflatedSharpe: Number.NaN,
        overfitProbability: Number.NaN,
        trialCount: Number.NaN,
        walkForward: walk(figures(Number.NaN, Number.NaN, Number.NaN)),
      },
    );
    broken.paper = { days: 40, tradeCount: 3, totalReturn: 0, maxDrawdown: Number.NaN };
    broken.costs = { commissionBps: 1, slippageBps: Number.NaN };
    expect(unmet(broken)).toHaveLength(9); // all but the look-ahead check and the person
  });

  it("repeats what the look-ahead check found", () => {
    const findings = [
      {
        at: AT,
        method: "same-bar-fill" as const,
        words: "The order of 2 March filled at the close that gave it.",
      },
    ];
    const caught = facts({ lookAhead: { clean: false, checkedBars: 500, findings } });
    expect(unmet(caught)).toEqual(["next-bar-fills", "look-ahead"]);
    expect(wordsOf(caught, "look-ahead")).toBe(
      "It knows the future: The order of 2 March filled at the close that gave it.",
    );
  });

  it("moves up one step at a time, and no further than live", () => {
    expect(nextStage("draft")).toBe("candidate");
    expect([nextStage("live"), nextStage("archived")]).toEqual([null, null]);
    expect(() => judgePromotion(facts({ to: "live" }))).toThrow(
      "A strategy cannot be promoted from draft to live. It moves up one step at a time: draft, candidate, paper, live. Promote it to candidate.",
    );
    expect(() => judgePromotion(facts({ from: "live", to: "paper" }))).toThrow(
      "From live there is no step up.",
    );
  });
});

describe("what would make this luck", () => {
  const doubts = (found: Partial<Validation>) => judgePromotion(facts({}, found)).whatWouldMakeThisLuck;

  it("begins with the number of trials", () => {
    expect(doubts({})).toEqual([
      "It is the best of 48 trials, and the best of many looks good even when all are worthless. That leaves 3 % for luck.",
    ]);
  });

  it("has nothing but a changing market against one trial that stands", () => {
    expect(doubts({ trialCount: 1 })).toEqual([
      "A market that stops being the one it was tested in; nothing else here points at luck.",
    ]);
  });

  it("names each weak spot with its figure", () => {
    const windows = [aWindow(0.3), aWindow(-0.1), aWindow(-0.1)];
    expect(
      doubts({
        trialCount: 1,
        walkForward: { ...walk(figures(0.1, 1), windows), efficiency: 0.3 },
        plateau: { neighbours: 8, bestValue: 1, meanValue: 0.2, share: 0.2 },
        costs: { steps: [], breakEvenMultiple: 1.25 },
        regimes: [
          { regime: "rising market", bars: 100, annualReturn: 0.4, sharpeRatio: 1 },
          { regime: "sideways market", bars: 100, annualReturn: -0.1, sharpeRatio: -1 },
          { regime: "falling market", bars: 100, annualReturn: 0, sharpeRatio: null },
        ],
        monteCarlo: [
          { ...(validation.monteCarlo[0] as Validation["monteCarlo"][number]), lossProbability: 0.34 },
        ],
      }),
    ).toEqual([
      "On bars it was not tuned on it kept 30 % of the Sharpe ratio it was tuned to.",
      "2 of 3 test windows earned nothing: a few good ones carry the rest.",
      "Numbers close to the chosen ones reach 20 % of its value: it stands on a needle, not on a plateau.",
      "At 1.25 times the assumed costs nothing is left.",
      "It earned nothing in a sideways market, a falling market: if the market turns to that, so does the result.",
      "Shuffled by chance, 34 % of its histories lose money.",
    ]);
  });
});
