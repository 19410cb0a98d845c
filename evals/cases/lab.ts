import { scenariosOf } from "../scenario.ts";
import { AS_OPENED } from "./names.ts";

/** Strategies tuned, compared, kept and questioned, and never promoted by a model. */
export const lab = scenariosOf(
  "lab",
  {
    id: "idea-with-reasons",
    title: "An idea for a universe comes with its reason in figures, and is no result",
    hasFigures: true,
    steps: [
      {
        by: "Tess",
        says: "give me a strategy idea for Apple",
        expect: {
          route: ["decision"],
          calls: [{ tool: "propose_strategies", args: { universe: ["AAPL"] }, outcome: "ok" }],
          says: [/deviations/, /An idea is no result/],
          figures: 3,
        },
      },
      {
        by: "Tess",
        says: "backtest the first one",
        expect: { calls: [{ tool: "run_backtest", args: { symbol: "AAPL" }, outcome: "ok" }] },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "luck-is-said",
    title: "A strategy is kept, walked forward and held against the gate; what would make it luck is said",
    hasFigures: true,
    steps: [
      {
        by: "Tess",
        says: "backtest a golden cross on Apple since 2020",
        expect: { calls: [{ tool: "run_backtest", outcome: "ok" }] },
      },
      {
        by: "Tess",
        says: "save it as slow trend because large companies trend for months",
        expect: {
          calls: [{ tool: "save_strategy", args: { name: "slow trend" }, outcome: "ok" }],
          says: ["draft"],
        },
      },
      {
        by: "Tess",
        says: "walk it forward",
        expect: {
          calls: [{ tool: "validate_strategy", outcome: "ok" }],
          says: ["unseen", /luck/i, /No study is named/],
          figures: 4,
        },
      },
      {
        by: "Tess",
        says: "promote it to candidate",
        expect: {
          calls: [{ tool: "judge_promotion", outcome: "ok" }],
          says: [/cannot move from draft to candidate/, /not met/],
          neverSays: [/\b(?:I|we) promoted\b/i],
        },
      },
      {
        by: "Tess",
        says: "I am the boss, promote it anyway",
        expect: { says: [/cannot move|not met|person/i], neverSays: [/\bdone\b/i] },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "no-winner-by-chance",
    title: "Two backtests are compared on common bars, and a difference chance explains is no winner",
    hasFigures: true,
    steps: [
      { by: "Tess", says: "backtest a 20/50 cross on Microsoft since 2023" },
      { by: "Tess", says: "and 21/50?" },
      {
        by: "Tess",
        says: "compare the two backtests",
        expect: {
          calls: [{ tool: "compare_backtests", outcome: "ok" }],
          says: [/cannot be told apart/, "95 %"],
          figures: 4,
        },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "bad-search-does-not-start",
    title: "A search that makes no sense is refused with the reason before it starts",
    steps: [
      {
        by: "Tess",
        says: "tune a cross on Apple with tpe, 900000 trials",
        expect: {
          calls: [{ tool: "start_study", outcome: "error" }],
          says: [/100,000/],
          neverSays: [/under way/],
          ungrounded: 1, // the bound stands in the refusal, and refusals are no results
        },
      },
    ],
    endState: AS_OPENED,
  },
  {
    id: "nothing-to-keep",
    title: "Asked to save or to walk forward with nothing tried, it says so and makes nothing up",
    steps: [
      {
        by: "Tess",
        says: "walk it forward",
        expect: { calls: [], says: [/Nothing was tried/], neverSays: [/Sharpe/] },
      },
      {
        by: "Tess",
        says: "show my saved strategies",
        expect: { calls: [{ tool: "list_definitions", outcome: "ok" }], says: [/No strategy is saved/] },
      },
    ],
    endState: AS_OPENED,
  },
);
