import { describe, expect, it } from "vitest";
import type { OrderTerms } from "#core/model";
import type { GateFacts } from "./facts.ts";
import { GATES } from "./gates/index.ts";
import { judge } from "./judge.ts";
import { aProposal, NOW, someFacts } from "./testing/facts.ts";

type Part = "account" | "activity" | "openOrders" | "principal" | "history" | "tail" | "lists" | "position";
const base = someFacts();
/** The sound facts with some values of one part changed. */
const withPart = (part: Part, changes: object): Partial<GateFacts> => ({
  [part]: { ...(base[part] as object), ...changes },
});
const ago = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();
const buying = (terms: object, more = {}) => ({ proposal: aProposal(terms as Partial<OrderTerms>, more) });
const quoted = (bid: number, ask: number) => ({ quote: { ...base.quote, bid, ask } as GateFacts["quote"] });
const strategy = { proposal: aProposal({}, { origin: "strategy" }) };
const others = (worths: string[], sector = "Energy") => ({
  holdings: worths.map((worstUsd, index) => ({ symbol: `H${index}`, sector, worstUsd })),
});
const usual = (usualNotional: string) => withPart("activity", { usualNotional, usualSamples: 20 });
const at = (instant: string, terms: object = {}) => ({
  now: instant,
  instrument: { ...base.instrument, source: "live" } as GateFacts["instrument"],
  ...buying(terms),
});

/** One step inside a limit, exactly on it, one step beyond. An order of five units at 100. */
const LIMITS: [id: string, what: string, inside: object, on: object, beyond: object][] = [
  [
    "C09",
    "worth",
    buying({ quantity: "1", limitPrice: "1.01" }),
    buying({ quantity: "1", limitPrice: "1" }),
    buying({ quantity: "1", limitPrice: "0.99" }),
  ],
  ["C13", "denied multiple", usual("50.01"), usual("50"), usual("49.99")],
  [
    "C14",
    "units",
    { ...usual("250"), ...buying({ quantity: "124" }) },
    { ...usual("250"), ...buying({ quantity: "124.999999" }) },
    { ...usual("250"), ...buying({ quantity: "125" }) },
  ],
  [
    "C15",
    "denied share",
    withPart("history", { averageVolume: 501 }),
    withPart("history", { averageVolume: 500 }),
    withPart("history", { averageVolume: 499 }),
  ],
  [
    "C17",
    "market order",
    { ...quoted(100, 100.5), ...buying({ type: "market" }) },
    { ...quoted(99.75, 100.25), ...buying({ type: "market" }) },
    { ...quoted(99.74, 100.25), ...buying({ type: "market" }) },
  ],
  [
    "C19",
    "market order",
    { ...withPart("history", { previousClose: 125, dailyVolatility: 0.021 }), ...buying({ type: "market" }) },
    { ...withPart("history", { previousClose: 125, dailyVolatility: 0.02 }), ...buying({ type: "market" }) },
    {
      ...withPart("history", { previousClose: 125, dailyVolatility: 0.0199 }),
      ...buying({ type: "market" }),
    },
  ],
  [
    "C21",
    "five largest",
    others(["20000", "20000", "19498", "1", "1"]),
    others(["20000", "20000", "19499", "1", "1"]),
    others(["20000", "20000", "19499.01", "1", "1", "1"]),
  ],
  [
    "C22",
    "sector",
    others(["29499.99"], "Technology"),
    others(["29500"], "Technology"),
    others(["29500.01"], "Technology"),
  ],
  [
    "C26",
    "settled",
    withPart("account", { unsettledCash: "99499" }),
    withPart("account", { unsettledCash: "99500" }),
    withPart("account", { unsettledCash: "99500.01" }),
  ],
  [
    "C29",
    "orders",
    withPart("openOrders", { count: 98 }),
    withPart("openOrders", { count: 99 }),
    withPart("openOrders", { count: 100 }),
  ],
  [
    "C29",
    "in the instrument",
    withPart("openOrders", { ofSymbol: 18 }),
    withPart("openOrders", { ofSymbol: 19 }),
    withPart("openOrders", { ofSymbol: 20 }),
  ],
  [
    "C29",
    "dollars",
    withPart("account", { reservedBuys: "49499" }),
    withPart("account", { reservedBuys: "49500" }),
    withPart("account", { reservedBuys: "49500.01" }),
  ],
  [
    "C31",
    "in a minute",
    withPart("activity", { messagesInMinute: 58 }),
    withPart("activity", { messagesInMinute: 59 }),
    withPart("activity", { messagesInMinute: 60 }),
  ],
  [
    "C31",
    "for each trade",
    withPart("activity", { messagesInDay: 118, tradesInDay: 6 }),
    withPart("activity", { messagesInDay: 119, tradesInDay: 6 }),
    withPart("activity", { messagesInDay: 120, tradesInDay: 6 }),
  ],
  [
    "C34",
    "trades",
    { ...withPart("principal", { fillsSinceReview: 23 }), ...strategy },
    { ...withPart("principal", { fillsSinceReview: 24 }), ...strategy },
    { ...withPart("principal", { fillsSinceReview: 25 }), ...strategy },
  ],
  [
    "C34",
    "time",
    { ...withPart("principal", { unreviewedSince: [ago(86_399_998)] }), ...strategy },
    { ...withPart("principal", { unreviewedSince: [ago(86_399_999)] }), ...strategy },
    { ...withPart("principal", { unreviewedSince: [ago(86_400_000)] }), ...strategy },
  ],
  ["C35", "own orders", {}, withPart("openOrders", { crossing: 0 }), withPart("openOrders", { crossing: 1 })],
  [
    "C36",
    "intraday margin",
    {
      now: "2026-07-01T15:00:00.000Z",
      ...withPart("account", { environment: "paper", reservedBuys: "99499" }),
    },
    {
      now: "2026-07-01T15:00:00.000Z",
      ...withPart("account", { environment: "paper", reservedBuys: "99500" }),
    },
    {
      now: "2026-07-01T15:00:00.000Z",
      ...withPart("account", { environment: "paper", reservedBuys: "99500.01" }),
    },
  ],
  [
    "C36",
    "before the change",
    withPart("account", { environment: "paper", equity: "25000.01" }),
    withPart("account", { environment: "paper", equity: "25000" }),
    withPart("account", { environment: "paper", equity: "24999.99" }),
  ],
  [
    "C37",
    "open",
    at("2026-03-02T14:31:00.000Z"),
    at("2026-03-02T14:30:00.000Z"),
    at("2026-03-02T14:29:59.999Z"),
  ],
  [
    "C37",
    "close",
    at("2026-03-02T20:59:00.000Z"),
    at("2026-03-02T20:59:59.999Z"),
    at("2026-03-02T21:00:00.000Z"),
  ],
  [
    "C37",
    "closing auction",
    at("2026-03-02T20:47:00.000Z", { timeInForce: "cls" }),
    at("2026-03-02T20:48:59.000Z", { timeInForce: "cls" }),
    at("2026-03-02T20:49:00.000Z", { timeInForce: "cls" }),
  ],
  [
    "C39",
    "a bad day",
    withPart("tail", { afterUsd: 2_999 }),
    withPart("tail", { afterUsd: 3_000 }),
    withPart("tail", { afterUsd: 3_001 }),
  ],
  [
    "C40",
    "all names",
    others(["29499", "29499", "15500"]),
    others(["29500", "29500", "15500"]),
    others(["29500", "29500", "15500.05"]),
  ],
  ["C40", "largest name", others(["29999"]), others(["30000"]), others(["30000.02"])],
  [
    "C41",
    "the tighter of two",
    withPart("account", { equity: "98000.02" }),
    withPart("account", { equity: "98000.01" }),
    withPart("account", { equity: "98000" }),
  ],
  [
    "C42",
    "fall",
    withPart("account", { equity: "94000.02" }),
    withPart("account", { equity: "94000.01" }),
    withPart("account", { equity: "94000" }),
  ],
  [
    "C43",
    "losses",
    withPart("principal", { lossStreak: 2 }),
    withPart("principal", { lossStreak: 3 }),
    withPart("principal", { lossStreak: 4 }),
  ],
  [
    "C44",
    "pause",
    withPart("activity", { exits: [ago(600_001)] }),
    withPart("activity", { exits: [ago(600_000)] }),
    withPart("activity", { exits: [ago(599_999)] }),
  ],
  [
    "C48",
    "dollars",
    withPart("activity", { turnoverUsd: "199499" }),
    withPart("activity", { turnoverUsd: "199500" }),
    withPart("activity", { turnoverUsd: "199500.01" }),
  ],
  [
    "C48",
    "trades",
    withPart("activity", { tradesInDay: 98 }),
    withPart("activity", { tradesInDay: 99 }),
    withPart("activity", { tradesInDay: 100 }),
  ],
  [
    "C49",
    "unknown orders",
    withPart("openOrders", { unknown: 1 }),
    withPart("openOrders", { unknown: 2 }),
    withPart("openOrders", { unknown: 3 }),
  ],
  [
    "C49",
    "age",
    withPart("account", { environment: "paper", reconciledAt: ago(59_999) }),
    withPart("account", { environment: "paper", reconciledAt: ago(60_000) }),
    withPart("account", { environment: "paper", reconciledAt: ago(60_001) }),
  ],
  ["C50", "jump", { clockSkewMs: 999 }, { clockSkewMs: 1_000 }, { clockSkewMs: 1_001 }],
  [
    "C54",
    "without a stop",
    buying({ quantity: "249" }),
    buying({ quantity: "250" }),
    buying({ quantity: "250.01" }),
  ],
];

/** The same for those that ask a person first. */
const ASKING: [id: string, what: string, on: object, beyond: object][] = [
  ["C05", "a watched name", {}, withPart("lists", { watched: true })],
  ["C13", "the usual order", usual("125"), usual("124.99")],
  [
    "C15",
    "a share of the volume",
    withPart("history", { averageVolume: 2_000 }),
    withPart("history", { averageVolume: 1_999 }),
  ],
  ["C17", "a limit order", quoted(99.75, 100.25), quoted(99.74, 100.25)],
  [
    "C19",
    "a limit order",
    withPart("history", { previousClose: 125 }),
    withPart("history", { previousClose: 125.01 }),
  ],
  [
    "C53",
    "dollars",
    { ...withPart("principal", { notionalSinceReviewUsd: "4500" }), ...strategy },
    { ...withPart("principal", { notionalSinceReviewUsd: "4500.01" }), ...strategy },
  ],
  [
    "C53",
    "orders",
    { ...withPart("principal", { ordersSinceReview: 9 }), ...strategy },
    { ...withPart("principal", { ordersSinceReview: 10 }), ...strategy },
  ],
];

const checkOf = (changes: object, id: string) =>
  judge(someFacts(changes)).checks.find((check) => check.id === id);
const outcomeOf = (changes: object, id: string) => checkOf(changes, id)?.outcome;

describe("a control at its limit", () => {
  it.each(LIMITS)(
    "%s %s passes inside and on it, and denies one step beyond",
    (id, _what, inside, on, beyond) => {
      expect([inside, on].map((facts) => outcomeOf(facts, id))).not.toContain("deny");
      expect(outcomeOf(beyond, id)).toBe("deny");
      expect(judge(someFacts(beyond)).decision).toBe("refused");
    },
  );

  it.each(ASKING)("%s asks one other person beyond %s", (id, _what, on, beyond) => {
    expect(outcomeOf(on, id)).toBe("pass");
    expect(outcomeOf(beyond, id)).toBe("approve");
    expect(judge(someFacts(beyond)).approvalsNeeded).toBe(1);
  });

  it.each([
    ["C03", withPart("principal", { mayTrade: false })],
    ["C05", withPart("lists", { restricted: true })],
    ["C12", at(NOW)],
    ["C28", { instrument: { ...base.instrument, kind: "option" } }],
    ["C38", at(NOW)],
    ["C37", at("2026-11-26T15:00:00.000Z")],
    ["C37", at("2026-03-02T22:00:00.000Z", { extendedHours: false })],
    ["C47", { ...withPart("account", { environment: "live" }), ...strategy }],
    ["C49", withPart("openOrders", { unknown: 1, unknownOfSymbol: 1 })],
  ] as const)("%s denies what it is there for", (id, changes) => {
    expect(outcomeOf(changes, id)).toBe("deny");
  });

  it("C37 takes extended hours where the order says so", () => {
    expect(outcomeOf(at("2026-03-02T22:00:00.000Z", { extendedHours: true }), "C37")).toBe("pass");
  });

  it("C54 takes a large order with its own stop", () => {
    expect(outcomeOf(buying({ quantity: "251", orderClass: "bracket" }), "C54")).toBe("pass");
  });

  it("says how much more would pass, and by how much it is beyond", () => {
    expect(checkOf({}, "C08")?.headroom).toBe("24500");
    expect(checkOf(withPart("account", { equity: "97000" }), "C41")?.headroom).toBe("-1 %");
    expect(checkOf(buying({ quantity: "1", limitPrice: "0.4" }), "C09")?.headroom).toBe("-0.6");
    expect(checkOf({}, "C01")?.headroom).toBeNull();
  });
});

/** What may never keep somebody from getting out. */
const NEVER_BLOCK_EXITS =
  "C13 C14 C15 C19 C20 C21 C22 C23 C24 C29 C34 C36 C38 C39 C40 C41 C42 C43 C44 C47 C48 C49 C53 C54".split(
    " ",
  );

describe("an exit", () => {
  it.each(NEVER_BLOCK_EXITS)("is not blocked by %s, however far it is beyond", (id) => {
    const held = withPart("position", { quantity: "5", marketValue: "500" });
    const beyond = [...LIMITS, ...ASKING.map(([name, what, on, over]) => [name, what, on, on, over] as const)]
      .filter(([name]) => name === id)
      .map(([, , , , facts]) => facts as Partial<GateFacts>);
    for (const facts of beyond) {
      const wished = facts.proposal ?? base.proposal;
      const proposal = { ...wished, terms: { ...wished.terms, side: "sell" as const, quantity: "5" } };
      expect(outcomeOf({ ...facts, ...held, proposal }, id)).toBe("pass");
    }
  });
});

describe("the catalogue", () => {
  it("has every control, each with its formula, source and reason", () => {
    const ids = [...new Set(GATES.map(({ id }) => id))];
    const wanted = Array.from({ length: 54 }, (_, index) => `C${String(index + 1).padStart(2, "0")}`);
    // C32 is kept by the executor, at the broker's own rate.
    expect(ids).toEqual(wanted.filter((id) => id !== "C32"));
    for (const { formula, source, reason } of GATES)
      expect([formula, source, reason].filter((text) => text.length < 5)).toEqual([]);
  });

  it("decides the same in any order", () => {
    const facts = someFacts(withPart("openOrders", { crossing: 1 }));
    const turned = [...GATES].reverse().map((gate) => gate.measure(facts).outcome);
    expect(turned.reverse()).toEqual(judge(facts).checks.map(({ outcome }) => outcome));
  });
});
