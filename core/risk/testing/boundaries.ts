import type { OrderTerms } from "#core/model";
import type { GateFacts } from "../facts.ts";
import { aProposal, NOW, someFacts } from "./facts.ts";

type Part = "account" | "activity" | "openOrders" | "principal" | "history" | "tail" | "lists" | "position";
export const base = someFacts();
/** The sound facts with some values of one part changed. */
export const withPart = (part: Part, changes: object): Partial<GateFacts> => ({
  [part]: { ...(base[part] as object), ...changes },
});
const ago = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();
export const buying = (terms: object, more = {}) => ({
  proposal: aProposal(terms as Partial<OrderTerms>, more),
});
const quoted = (bid: number, ask: number) => ({ quote: { ...base.quote, bid, ask } as GateFacts["quote"] });
export const strategy = { proposal: aProposal({}, { origin: "strategy" }) };
const others = (worths: string[], sector = "Energy") => ({
  holdings: worths.map((worstUsd, index) => ({ symbol: `H${index}`, sector, worstUsd })),
});
const usual = (usualNotional: string) => withPart("activity", { usualNotional, usualSamples: 20 });
export const at = (instant: string, terms: object = {}) => ({
  now: instant,
  instrument: { ...base.instrument, source: "live" } as GateFacts["instrument"],
  ...buying(terms),
});

/** One step inside a limit, exactly on it, one step beyond. An order of five units at 100. */
export const LIMITS: [id: string, what: string, inside: object, on: object, beyond: object][] = [
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
export const ASKING: [id: string, what: string, on: object, beyond: object][] = [
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
