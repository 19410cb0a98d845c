import { describe, expect, it } from "vitest";
import type { BarRow } from "./testing/a-market.ts";
import { runScript, type Scripted, toldFills } from "./testing/script-trader.ts";

const buy = { side: 1, units: 10 } as const;
const sell = { side: -1, units: 10 } as const;
/** A quiet bar before the story begins. */
const QUIET: BarRow = [100, 101, 99, 100];
const bought: Scripted = [0, { ...buy, kind: "market" }];

interface Case {
  rule: string;
  bars: readonly BarRow[];
  orders: readonly Scripted[];
  fills: readonly string[];
}

const CASES: readonly Case[] = [
  {
    rule: "a market order trades at the open after its decision",
    bars: [QUIET, [102, 105, 101, 104]],
    orders: [bought],
    fills: ["1: +10 at 102"],
  },
  {
    rule: "a market order decided at the last close never trades",
    bars: [QUIET, QUIET],
    orders: [[1, { ...buy, kind: "market" }]],
    fills: [],
  },
  {
    rule: "a close-auction order trades at the close after its decision",
    bars: [QUIET, [102, 105, 101, 104]],
    orders: [[0, { ...buy, kind: "close-auction" }]],
    fills: ["1: +10 at 104"],
  },
  {
    rule: "a buy limit the market opens under trades at the open",
    bars: [QUIET, [97, 99, 96, 98]],
    orders: [[0, { ...buy, kind: "limit", limitPrice: 98 }]],
    fills: ["1: +10 at 97"],
  },
  {
    rule: "a buy limit within the bar trades at the limit, and works until the bar that reaches it",
    bars: [QUIET, [101, 103, 99, 102], [101, 102, 97, 99]],
    orders: [[0, { ...buy, kind: "limit", limitPrice: 98 }]],
    fills: ["2: +10 at 98"],
  },
  {
    rule: "a sell limit trades at the limit or a better open",
    bars: [QUIET, QUIET, [101, 104, 100, 102], [106, 107, 105, 106]],
    orders: [
      bought,
      [1, { side: -1, units: 4, kind: "limit", limitPrice: 103 }],
      [1, { side: -1, units: 6, kind: "limit", limitPrice: 105 }],
    ],
    fills: ["1: +10 at 100", "2: -4 at 103", "3: -6 at 106"],
  },
  {
    rule: "a limit good for two bars lapses with the second",
    bars: [QUIET, QUIET, QUIET, [97, 98, 90, 95]],
    orders: [[0, { ...buy, kind: "limit", limitPrice: 98, goodForBars: 2 }]],
    fills: [],
  },
  {
    rule: "a buy stop trades at the stop within the bar, and at the open that gaps over it",
    bars: [QUIET, [101, 104, 100, 103], [108, 109, 107, 108]],
    orders: [
      [0, { ...buy, kind: "stop", stopPrice: 102 }],
      [0, { ...buy, kind: "stop", stopPrice: 106 }],
    ],
    fills: ["1: +10 at 102", "2: +10 at 108"],
  },
  {
    rule: "a sell stop trades at the worse of stop and open",
    bars: [QUIET, QUIET, [100, 101, 94, 95], [88, 90, 87, 89]],
    orders: [
      bought,
      [1, { side: -1, units: 5, kind: "stop", stopPrice: 96 }],
      [1, { side: -1, units: 5, kind: "stop", stopPrice: 90 }],
    ],
    fills: ["1: +10 at 100", "2: -5 at 96", "3: -5 at 88"],
  },
  {
    rule: "a stop-limit reached within the bar trades at the stop when its limit allows",
    bars: [QUIET, [100, 104, 99, 103]],
    orders: [[0, { ...buy, kind: "stop-limit", stopPrice: 102, limitPrice: 102.5 }]],
    fills: ["1: +10 at 102"],
  },
  {
    rule: "a stop-limit gapped over waits at its limit, and trades when the same bar comes back to it",
    bars: [QUIET, [105, 106, 102, 104]],
    orders: [[0, { ...buy, kind: "stop-limit", stopPrice: 102, limitPrice: 103 }]],
    fills: ["1: +10 at 103"],
  },
  {
    rule: "a stop-limit whose limit lies on the other side of the stop waits for a later bar, however its own bar closes",
    bars: [QUIET, [100, 104, 99, 99], [100, 101, 99.5, 100]],
    orders: [[0, { ...buy, kind: "stop-limit", stopPrice: 102, limitPrice: 101 }]],
    fills: ["2: +10 at 100"],
  },
  {
    // Placed at the close of bar 1 (100): stop 95. Bar 2 makes a high of 110: stop 104.5 from bar 3 on, though the low
    // of bar 2 is already under it. Bar 3 opens at 106 and falls through.
    rule: "a trailing stop follows the highs of bars that are over",
    bars: [QUIET, QUIET, [100, 110, 98, 108], [106, 107, 103, 104]],
    orders: [bought, [1, { ...sell, kind: "trailing-stop", trailFraction: 0.05 }]],
    fills: ["1: +10 at 100", "3: -10 at 104.5"],
  },
  {
    rule: "a trailing stop never goes back",
    bars: [
      QUIET,
      QUIET,
      [100, 110, 98, 108],
      [107, 108, 105, 106],
      [106, 107, 104.6, 105],
      [104, 105, 103, 104],
    ],
    orders: [bought, [1, { ...sell, kind: "trailing-stop", trailFraction: 0.05 }]],
    fills: ["1: +10 at 100", "5: -10 at 104"],
  },
  {
    // Entered at the open of 100: stop 95, target 110. The bar reaches both.
    rule: "a bracket is live in the bar of its entry, and its stop goes before its target",
    bars: [QUIET, [100, 112, 94, 100]],
    orders: [[0, { ...buy, kind: "market", legs: { stopFraction: 0.05, targetFraction: 0.1 } }]],
    fills: ["1: +10 at 100", "1: -10 at 95"],
  },
  {
    rule: "a bracket's target takes a better open, and its stop goes with it",
    bars: [QUIET, [100, 101, 99, 100], [115, 116, 90, 95], QUIET],
    orders: [[0, { ...buy, kind: "market", legs: { stopFraction: 0.05, targetFraction: 0.1 } }]],
    fills: ["1: +10 at 100", "2: -10 at 115"],
  },
  {
    // The limit at 98 is reached on the way down; the high of 112 may have come before it.
    rule: "a limit entry within the bar is not given a target the bar may have shown before",
    bars: [QUIET, [100, 112, 97, 105], [105, 107, 104, 106], [106, 109, 105, 108]],
    orders: [[0, { ...buy, kind: "limit", limitPrice: 98, legs: { targetFraction: 0.1 } }]],
    // 98 × 1.1 = 107.8
    fills: ["1: +10 at 98", "3: -10 at 107.8"],
  },
  {
    // 98 × 0.98 = 96.04: to get there the price had to pass the entry.
    rule: "a limit entry within the bar is stopped by the same bar",
    bars: [QUIET, [100, 101, 96, 100]],
    orders: [[0, { ...buy, kind: "limit", limitPrice: 98, legs: { stopFraction: 0.02 } }]],
    fills: ["1: +10 at 98", "1: -10 at 96.04"],
  },
  {
    // 102 × 1.01 = 103.02: the price came by after the entry.
    rule: "a stop entry within the bar is given the target it moves towards",
    bars: [QUIET, [101, 104, 100.9, 103]],
    orders: [
      [0, { ...buy, kind: "stop", stopPrice: 102, legs: { stopFraction: 0.05, targetFraction: 0.01 } }],
    ],
    fills: ["1: +10 at 102", "1: -10 at 103.02"],
  },
  {
    rule: "a short's bracket is the other way round",
    bars: [QUIET, [100, 104, 98, 103], [103, 106, 101, 102]],
    orders: [[0, { ...sell, kind: "market", legs: { stopFraction: 0.05, targetFraction: 0.1 } }]],
    fills: ["1: -10 at 100", "2: +10 at 105"],
  },
  {
    rule: "of two orders in a group the one that trades cancels the other",
    bars: [QUIET, [100, 103, 99, 102], [98, 99, 94, 95]],
    orders: [
      [0, { ...buy, kind: "stop", stopPrice: 102, group: 1 }],
      [0, { ...buy, kind: "limit", limitPrice: 96, group: 1 }],
    ],
    fills: ["1: +10 at 102"],
  },
  {
    rule: "an exit without a position trades nothing",
    bars: [QUIET, QUIET, QUIET],
    orders: [[0, { ...sell, kind: "market", reduceOnly: true }]],
    fills: [],
  },
  {
    rule: "a sale of more than is held closes the long and opens a short",
    bars: [QUIET, QUIET, QUIET],
    orders: [bought, [1, { side: -1, units: 25, kind: "market" }]],
    fills: ["1: +10 at 100", "2: -10 at 100", "2: -15 at 100"],
  },
  {
    rule: "an order that waits for another trades after it, at the same open",
    bars: [QUIET, QUIET, QUIET],
    orders: [
      bought,
      [1, { side: -1, units: 10, kind: "market", reduceOnly: true }],
      [1, { side: -1, units: 7, kind: "market", after: 1 }],
    ],
    fills: ["1: +10 at 100", "2: -10 at 100", "2: -7 at 100"],
  },
];

describe("orders of every kind", () => {
  for (const { rule, bars, orders, fills } of CASES)
    it(rule, () => {
      expect(toldFills(runScript(bars, orders))).toEqual(fills);
    });

  it("a limit that is only touched trades under one assumption and not under the other", () => {
    const bars: BarRow[] = [QUIET, [100, 101, 98, 100], [100, 101, 97.99, 100]];
    const limit: Scripted = [0, { ...buy, kind: "limit", limitPrice: 98 }];
    expect(toldFills(runScript(bars, [limit]))).toEqual(["1: +10 at 98"]);
    expect(toldFills(runScript(bars, [limit], { limitFill: "penetration" }))).toEqual(["2: +10 at 98"]);
  });

  it("takes its share of each bar's volume and works the rest on the next bars", () => {
    // A tenth of 60, 25 and 1,000: six, two, and the two that are left.
    const bars: BarRow[] = [
      QUIET,
      [100, 101, 99, 100, 60],
      [102, 103, 101, 102, 25],
      [104, 105, 103, 104, 1_000],
    ];
    const result = runScript(bars, [bought], { volumeShare: 0.1 });
    expect(toldFills(result)).toEqual(["1: +6 at 100", "2: +2 at 102", "3: +2 at 104"]);
    expect(result.trades.length).toBe(1);
  });

  it("shares a bar's volume among all orders of the instrument", () => {
    const bars: BarRow[] = [QUIET, [100, 101, 99, 100, 120], [100, 101, 99, 100, 120]];
    const result = runScript(bars, [bought, bought], { volumeShare: 0.1 });
    expect(toldFills(result)).toEqual(["1: +10 at 100", "1: +2 at 100", "2: +8 at 100"]);
  });

  it("works a stop that traded in part on at the market", () => {
    const bars: BarRow[] = [QUIET, QUIET, [100, 101, 94, 95, 40], [97, 98, 96, 97]];
    const stop: Scripted = [1, { ...sell, kind: "stop", stopPrice: 96, reduceOnly: true }];
    expect(toldFills(runScript(bars, [bought, stop], { volumeShare: 0.1 }))).toEqual([
      "1: +10 at 100",
      "2: -4 at 96",
      "3: -6 at 97",
    ]);
  });
});
