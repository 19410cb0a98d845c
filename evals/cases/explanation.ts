import { scenariosOf } from "../scenario.ts";

/** Why things are as they are. */
export const explanation = scenariosOf(
  "explanation",
  {
    id: "chain-of-a-fill",
    title: "The reasons for a position are its chain of records, every figure from one of them",
    steps: [
      { by: "Tess", says: "put $3,000 in Microsoft" },
      { by: "Ben", decides: "approve" },
      {
        by: "Tess",
        says: "why do we hold Microsoft?",
        expect: {
          route: ["explanation"],
          calls: [{ tool: "explain_order", outcome: "ok" }],
          says: [/proposal|asked|proposed/i, /verdict|checks/i, /Ben/, /fill/i],
          figures: 3,
        },
      },
    ],
    endState: { orders: [{ symbol: "MSFT", state: "filled" }] },
  },
  {
    id: "reason-of-a-refusal",
    title: "A refusal is explained by the checks that refused, with figure and limit",
    steps: [
      { by: "Tess", says: "buy 100 shares of Apple" },
      {
        by: "Tess",
        says: "why was it refused?",
        expect: {
          route: ["explanation"],
          says: [/25,?000/, /notional|limit/i],
          never: ["propose_order"],
          figures: 2,
        },
      },
    ],
    endState: { proposals: [{ status: "refused" }], orders: [] },
  },
  {
    id: "nothing-to-explain",
    title: "Where nothing was bought, no reasons are made up",
    steps: [
      {
        by: "Tess",
        says: "why did we buy Tesla?",
        expect: {
          says: [/no |not |nothing/i],
          neverSays: [/we bought (tesla|tsla) because/i],
          never: ["propose_order"],
        },
      },
    ],
    endState: { orders: [] },
  },
  {
    id: "who-approved",
    title: "Who approved is told by name, from the approval's record",
    steps: [
      { by: "Tess", says: "put $3,000 in Microsoft" },
      { by: "Ana", decides: "approve" },
      {
        by: "Tess",
        says: "who approved it?",
        expect: { says: [/Ana/], neverSays: [/Ben/], never: ["propose_order"] },
      },
    ],
  },
  {
    id: "past-backtest-again",
    title: "A backtest of this conversation is told again from its record, with the same figures",
    steps: [
      { by: "Tess", says: "backtest a 20/50 SMA cross on the S&P 500 since 2010" },
      {
        by: "Tess",
        says: "what was the drawdown of that backtest again?",
        expect: { says: [/drawdown/i, /%/], never: ["propose_order"], figures: 1 },
      },
    ],
  },
);
