import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GateFacts } from "./facts.ts";
import { approvalsSuffice, judge } from "./judge.ts";
import { aProposal, NOW, someFacts } from "./testing/facts.ts";

const outcome = (facts: GateFacts, id: string) =>
  judge(facts).checks.find((check) => check.id === id)?.outcome;
const buying = (quantity: string, limitPrice = "100") => aProposal({ quantity, limitPrice });
const ago = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();
const quoted = (age: number) =>
  ({ ...someFacts().quote, occurredAt: ago(age), knownAt: ago(age) }) as GateFacts["quote"];
const account = (changes: object) => ({ ...someFacts().account, ...changes }) as GateFacts["account"];
const held = (changes: object) => ({ ...someFacts().position, ...changes }) as GateFacts["position"];
const limits = (changes: object) => ({ ...someFacts().limits, ...changes }) as GateFacts["limits"];
const activity = (changes: object) => ({ ...someFacts().activity, ...changes }) as GateFacts["activity"];
/** Daily bars that end at this price. */
const closedAt = (previousClose: number) =>
  ({ ...someFacts().history, previousClose }) as GateFacts["history"];

/** On the limit, and one step beyond it. */
const BOUNDARIES: [id: string, name: string, on: Partial<GateFacts>, beyond: Partial<GateFacts>][] = [
  ["C07", "quantity", { proposal: buying("5000", "1") }, { proposal: buying("5001", "1") }],
  ["C08", "notional", { proposal: buying("250") }, { proposal: buying("250", "100.01") }],
  ["C10", "price collar", { proposal: buying("1", "103") }, { proposal: buying("1", "103.01") }],
  ["C18", "price age", { quote: quoted(5_000) }, { quote: quoted(5_001) }],
  ["C20", "position", { proposal: buying("200") }, { proposal: buying("200", "100.01") }],
  [
    "C23",
    "gross exposure",
    { account: account({ grossExposure: "99500" }) },
    { account: account({ grossExposure: "99500.01" }) },
  ],
  [
    "C24",
    "net exposure",
    { account: account({ netExposure: "99500" }) },
    { account: account({ netExposure: "99500.01" }) },
  ],
  [
    "C25",
    "buying power",
    { account: account({ reservedBuys: "89500" }) },
    { account: account({ reservedBuys: "89500.01" }) },
  ],
  [
    "C30",
    "orders per minute",
    { activity: activity({ proposalsInMinute: 19 }) },
    { activity: activity({ proposalsInMinute: 20 }) },
  ],
  [
    "C30",
    "orders per day",
    { activity: activity({ proposalsInDay: 199 }) },
    { activity: activity({ proposalsInDay: 200 }) },
  ],
  [
    "C41",
    "daily loss",
    { account: account({ equity: "98000.01" }) },
    { account: account({ equity: "98000" }) },
  ],
  [
    "C52",
    "price drift",
    { proposal: aProposal({}, { referencePrice: "99.502488" }) },
    { proposal: aProposal({}, { referencePrice: "99.502" }) },
  ],
];

describe("gates at their limits", () => {
  it.each(BOUNDARIES)(
    "%s %s passes exactly on its limit and denies one step beyond",
    (id, _name, on, beyond) => {
      expect(outcome(someFacts(on), id)).toBe("pass");
      expect(outcome(someFacts(beyond), id)).toBe("deny");
    },
  );

  it("C01 stops everything while halted, and all but exits while reducing", () => {
    expect(outcome(someFacts({ account: account({ tradingState: "HALTED" }) }), "C01")).toBe("deny");
    expect(outcome(someFacts({ account: account({ haltFlag: true }) }), "C01")).toBe("deny");
    const reducing = account({ tradingState: "REDUCING" });
    expect(outcome(someFacts({ account: reducing }), "C01")).toBe("deny");
    const exit = {
      proposal: aProposal({ side: "sell" }),
      position: held({ quantity: "5", marketValue: "500" }),
      account: reducing,
    };
    expect(judge(someFacts(exit)).decision).toBe("cleared");
  });

  it("C27 sells what is held and not already for sale, not one more", () => {
    const position = held({ quantity: "8", openSellQuantity: "3", marketValue: "800" });
    expect(
      outcome(someFacts({ proposal: aProposal({ side: "sell", quantity: "5" }), position }), "C27"),
    ).toBe("pass");
    expect(
      outcome(someFacts({ proposal: aProposal({ side: "sell", quantity: "6" }), position }), "C27"),
    ).toBe("deny");
  });

  it("C33 knows the same order for a minute", () => {
    const same = (age: number) => activity({ sameOrders: [ago(age)] });
    expect(outcome(someFacts({ activity: same(59_999) }), "C33")).toBe("deny");
    expect(outcome(someFacts({ activity: same(60_000) }), "C33")).toBe("pass");
  });

  it.each([
    ["10", 0],
    ["10.01", 1],
    ["100", 1],
    ["100.01", 2],
  ])("C45 needs, at 100 units of %s dollars, %i other people", (price, people) => {
    const quote = { ...someFacts().quote, bid: Number(price), ask: Number(price) } as GateFacts["quote"];
    const proposal = aProposal({ quantity: "100", limitPrice: price }, { referencePrice: price });
    const verdict = judge(someFacts({ proposal, quote, history: closedAt(Number(price)) }));
    expect([verdict.refusals, verdict.approvalsNeeded]).toEqual([[], people]);
  });

  it("C46 always needs two people when outside text is among the causes", () => {
    expect(judge(someFacts({ proposal: aProposal({}, { tainted: true }) })).approvalsNeeded).toBe(2);
  });

  it("never blocks an exit by exposure, position or loss limits", () => {
    const exit = someFacts({
      proposal: aProposal({ side: "sell", quantity: "5" }),
      position: held({ quantity: "900", marketValue: "90000" }),
      account: account({ grossExposure: "400000", netExposure: "400000", equity: "60000" }),
    });
    expect(judge(exit).decision).toBe("cleared");
  });
});

describe("the verdict", () => {
  it("never passes a larger order where a smaller one failed", () => {
    const quantity = fc.integer({ min: 1, max: 9_000 });
    fc.assert(
      fc.property(quantity, quantity, fc.integer({ min: 1, max: 400 }), (a, b, price) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        const decide = (units: number) => {
          const limitPrice = String(price);
          const proposal = aProposal({ quantity: String(units), limitPrice }, { referencePrice: limitPrice });
          return judge(
            someFacts({
              proposal,
              quote: { ...someFacts().quote, bid: price, ask: price } as GateFacts["quote"],
              history: closedAt(price),
            }),
          );
        };
        const strictness = { cleared: 0, "needs-approval": 1, refused: 2 };
        return strictness[decide(small).decision] <= strictness[decide(large).decision];
      }),
    );
  });

  it("is a refusal whatever people say, once one gate denies", () => {
    const facts = someFacts({
      proposal: buying("5001"),
      approvals: [
        { approver: "per_ann", decision: "approve" },
        { approver: "per_bob", decision: "approve" },
      ],
    });
    expect(judge(facts).decision).toBe("refused");
  });

  it("counts different people, and not the one who asked", () => {
    const say = (...approvers: string[]) =>
      approvalsSuffice(
        someFacts({ approvals: approvers.map((approver) => ({ approver, decision: "approve" })) }),
        { approvalsNeeded: 2 },
      );
    expect(say("per_ann", "per_bob")).toEqual([]);
    expect(say("per_ann", "per_ann")).toHaveLength(1);
    expect(say("per_ann", "per_tess")).toHaveLength(1);
  });

  it("lets one no outweigh any number of yeses", () => {
    const approvals = [
      { approver: "per_ann", decision: "approve" as const },
      { approver: "per_bob", decision: "decline" as const },
    ];
    expect(approvalsSuffice(someFacts({ approvals }), { approvalsNeeded: 0 })).toHaveLength(1);
  });

  it("uses a limit that was tightened", () => {
    expect(outcome(someFacts({ limits: limits({ maxOrderQuantity: "4" }) }), "C07")).toBe("deny");
  });
});
