import { describe, expect, it } from "vitest";
import { ApprovalPolicy, type OrderTerms } from "#core/model";
import type { GateFacts } from "./facts.ts";
import { judge } from "./judge.ts";
import { aProposal, someFacts } from "./testing/facts.ts";

const account = (changes: object) => ({ ...someFacts().account, ...changes }) as GateFacts["account"];
const limits = (changes: object) => ({ ...someFacts().limits, ...changes }) as GateFacts["limits"];
const openOrders = (changes: object) =>
  ({ ...someFacts().openOrders, ...changes }) as GateFacts["openOrders"];
const instrument = (changes: object) =>
  ({ ...someFacts().instrument, ...changes }) as GateFacts["instrument"];
const listed = (now: string, timeInForce: OrderTerms["timeInForce"]): Partial<GateFacts> => ({
  now,
  instrument: instrument({ source: "live" }),
  proposal: aProposal({ timeInForce }),
});
const policies = (...quorums: number[]): Partial<GateFacts> => ({
  approvalRules: {
    policies: quorums.map((quorum, index) =>
      ApprovalPolicy.parse({ id: `policy-${index}`, when: {}, quorum }),
    ),
    firstTrade: false,
    permission: null,
  },
});
const history = (changes: object) => ({ ...someFacts().history, ...changes }) as GateFacts["history"];

/** What a gate says where it does not compare a figure with a limit, or has more than one limit to choose from. */
const SAID: [id: string, what: string, facts: Partial<GateFacts>, outcome: string, reason: string][] = [
  ["C02", "a live order", live(), "deny", "Live trading is not enabled on this desk."],
  ["C04", "a halted name", { instrument: instrument({ tradable: false }) }, "deny", "AAPL cannot be traded."],
  [
    "C15",
    "a name nobody trades",
    { history: history({ averageVolume: 0 }) },
    "deny",
    "Nothing trades in it on an average day.",
  ],
  [
    "C22",
    "a whole market",
    { instrument: instrument({ sector: "Index" }) },
    "pass",
    "A fund of the whole market is of no sector.",
  ],
  [
    "C37",
    "an order in time for the auction",
    listed("2026-03-02T14:20:00.000Z", "opg"),
    "pass",
    "In time for the opening auction.",
  ],
  [
    "C37",
    "an order late for the auction",
    listed("2026-03-02T14:29:00.000Z", "opg"),
    "deny",
    "Too late for the opening auction.",
  ],
  [
    "C37",
    "an auction of a Saturday",
    listed("2026-02-28T15:00:00.000Z", "cls"),
    "deny",
    "There is no closing auction today.",
  ],
  [
    "C49",
    "books that differ from the broker's",
    { account: account({ booksClean: false }) },
    "deny",
    "Our books and the broker's differ; it is being looked into.",
  ],
  [
    "C49",
    "one doubt in the same name",
    { openOrders: openOrders({ unknown: 1, unknownOfSymbol: 1 }) },
    "deny",
    "The fate of an order is not known yet.",
  ],
  [
    "C49",
    "more doubts than allowed",
    { openOrders: openOrders({ unknown: 3 }) },
    "deny",
    "The fate of 3 orders is not known yet.",
  ],
  ["C45", "a policy that wants one", policies(1), "approve", "One other person must approve, by policy-0."],
  [
    "C45",
    "the stricter of two policies",
    policies(1, 2),
    "approve",
    "2 other people must approve, by policy-0, policy-1.",
  ],
];

function live(): Partial<GateFacts> {
  return { proposal: aProposal({ environment: "live" }), account: account({ environment: "live" }) };
}

describe("a gate in words", () => {
  it.each(SAID)("%s says of %s why", (id, _what, facts, outcome, reason) => {
    const said = judge(someFacts(facts)).checks.filter((check) => check.reason === reason);
    expect(said.map((check) => [check.id, check.outcome])).toEqual([[id, outcome]]);
  });
});

describe("a gate with two limits", () => {
  const limitOf = (name: string, facts: Partial<GateFacts>) =>
    judge(someFacts(facts)).checks.find((check) => check.name === name)?.limit;

  it.each([
    ["daily loss", { maxDailyLossOfEquity: 0.02, haltDailyLossOfEquity: 0.03 }, "2 %"],
    ["daily loss", { maxDailyLossOfEquity: 0.03, haltDailyLossOfEquity: 0.02 }, "2 %"],
    ["drawdown", { maxDrawdownOfEquity: 0.05, haltDrawdownOfEquity: 0.1 }, "5 %"],
    ["drawdown", { maxDrawdownOfEquity: 0.1, haltDrawdownOfEquity: 0.05 }, "5 %"],
    ["position size", { maxPositionUsd: "9000", maxPositionOfEquity: 0.5 }, "9000"],
    ["position size", { maxPositionUsd: "90000", maxPositionOfEquity: 0.08 }, "8000"],
  ])("%s holds to the stricter of %o", (name, changes, limit) => {
    expect(limitOf(name, { limits: limits(changes) })).toBe(limit);
  });
});

describe("the position limit", () => {
  it.each([
    ["whole in a calm name", 0.04, "20000"],
    ["half in one twice as wild", 0.08, "10000"],
  ])("is %s", (_what, dailyVolatility, limit) => {
    const { checks } = judge(someFacts({ history: history({ dailyVolatility }) }));
    expect(checks.find((check) => check.name === "position size")?.limit).toBe(limit);
  });
});

describe("a verdict without limits", () => {
  it("names no version, and refuses", () => {
    const verdict = judge(someFacts({ limits: null, limitsVersion: null }));
    expect(verdict).toMatchObject({ decision: "refused", limitsVersion: 0, approvalsNeeded: 0 });
  });
});
