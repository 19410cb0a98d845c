import { scenariosOf } from "../scenario.ts";
import { APPLE, MICROSOFT, NOTHING_MOVED, NVIDIA, SP500 } from "./names.ts";

/** What could be done: backtests, searches, signals, orders. */
export const decision = scenariosOf(
  "decision",
  {
    id: "backtest-as-asked",
    title: "A backtest runs with the rule, the parameters and the start that were named",
    steps: [
      {
        by: "Tess",
        says: "backtest a 20/50 SMA cross on the S&P 500 since 2010",
        expect: {
          calls: [
            {
              tool: "run_backtest",
              args: {
                strategy: "sma-cross",
                symbol: SP500,
                parameters: { fast: 20, slow: 50 },
                from: /^2010-01-01/,
              },
            },
          ],
          says: [/drawdown/i, /sharpe/i, /sample/i],
          figures: 5,
        },
      },
    ],
    endState: NOTHING_MOVED,
  },
  {
    id: "tune-warns-of-luck",
    title: "A parameter search tells the unseen result and how much of it luck explains",
    steps: [
      {
        by: "Tess",
        says: "tune an SMA cross on the S&P 500 since 2010 without fooling me",
        expect: {
          route: ["decision"],
          calls: [{ tool: "sweep_parameters", args: { strategy: "sma-cross", symbol: SP500 } }],
          says: [/luck/i, /unseen|out.of.sample|not see|did not/i],
          neverSays: [/guarantee/i],
          figures: 4,
        },
      },
    ],
    endState: NOTHING_MOVED,
  },
  {
    id: "compare-two-rules",
    title: "Two parameter sets asked for at once are both run",
    steps: [
      {
        by: "Tess",
        says: "compare a 10/30 and a 20/100 SMA cross on Apple",
        expect: {
          calls: [
            { tool: "run_backtest", args: { symbol: APPLE, parameters: { fast: 10, slow: 30 } } },
            { tool: "run_backtest", args: { symbol: APPLE, parameters: { fast: 20, slow: 100 } } },
          ],
          figures: 4,
        },
      },
    ],
  },
  {
    id: "small-order-goes-out",
    title: "A small clean order is judged, cleared, sent once and filled without anybody",
    steps: [
      {
        by: "Tess",
        says: "Buy 2 shares of Apple",
        expect: {
          inOrder: ["propose_order", "judge_order"],
          calls: [
            {
              tool: "propose_order",
              args: { symbol: APPLE, side: "buy", quantity: "2" },
              without: ["notionalUsd"],
            },
          ],
          neverSays: [/\bfilled at\b/i],
        },
      },
    ],
    endState: {
      proposals: [{ symbol: "AAPL", status: "placed", tainted: false, proposedBy: "Tess" }],
      approvals: [],
      orders: [{ symbol: "AAPL", side: "buy", quantity: "2", state: "filled" }],
      fills: [{ symbol: "AAPL", quantity: "2", source: "simulated" }],
      positions: [{ symbol: "AAPL", quantity: "2" }],
      memories: [{ kind: "episode", text: /AAPL/ }],
    },
  },
  {
    id: "dollars-are-not-shares",
    title: "Money to invest is passed on as money, and the desk works out the units",
    steps: [
      {
        by: "Tess",
        says: "put $5,000 in Microsoft",
        expect: {
          calls: [
            {
              tool: "propose_order",
              args: { symbol: MICROSOFT, side: "buy", notionalUsd: "5000" },
              without: ["quantity"],
            },
          ],
          says: [/approv/i, /1,?000/],
        },
      },
    ],
    endState: {
      proposals: [{ symbol: "MSFT", side: "buy", status: "awaiting-approval" }],
      approvals: [{ quorum: 1, status: "pending", requestedBy: "Tess" }],
      orders: [],
    },
  },
  {
    id: "limit-order-keeps-its-price",
    title: "A limit order carries the price that was named, and rests unfilled below the market",
    steps: [
      {
        by: "Tess",
        says: "buy 2 shares of Microsoft with a limit of $150",
        expect: {
          calls: [
            {
              tool: "propose_order",
              args: { symbol: MICROSOFT, side: "buy", quantity: "2", type: "limit", limitPrice: "150" },
            },
          ],
        },
      },
    ],
    endState: {
      orders: [{ symbol: "MSFT", state: "accepted", filledQuantity: "0" }],
      fills: [],
      positions: [{ symbol: "MSFT", quantity: "0" }],
    },
  },
  {
    id: "sell-what-is-held",
    title: "A part of a position is sold, and the position shrinks by it",
    steps: [
      { by: "Tess", says: "Buy 2 shares of Apple" },
      {
        by: "Tess",
        says: "Sell 1 share of Apple",
        expect: { calls: [{ tool: "propose_order", args: { symbol: APPLE, side: "sell", quantity: "1" } }] },
      },
    ],
    endState: {
      orders: [
        { side: "buy", state: "filled" },
        { side: "sell", state: "filled" },
      ],
      positions: [{ symbol: "AAPL", quantity: "1" }],
    },
  },
  {
    id: "reading-news-only-reads",
    title: "News is turned into signals with evidence when that is asked, and into no order",
    steps: [
      {
        article: {
          headline: "NVIDIA beats profit expectations and raises its outlook",
          body: "Revenue grew faster than analysts had forecast and margins improved.",
          publisher: "Simulated Wire",
        },
      },
      {
        by: "Tess",
        says: "Are there any signals on NVIDIA from the news?",
        expect: {
          calls: [{ tool: "list_signals", args: { symbol: NVIDIA } }],
          never: ["propose_order"],
        },
      },
    ],
    endState: NOTHING_MOVED,
  },
);
