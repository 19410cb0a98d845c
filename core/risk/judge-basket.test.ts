import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Verdict } from "#core/model";
import type { GateFacts } from "./facts.ts";
import { judge } from "./judge.ts";
import { judgeBasket } from "./judge-basket.ts";
import { aProposal, someFacts } from "./testing/facts.ts";

const SYMBOLS = ["AAPL", "MSFT", "KO", "JPM", "XOM", "NVDA"] as const;

interface Leg {
  side?: "buy" | "sell";
  quantity: number;
  held?: number;
}

/** Legs in instruments of their own at a price of 100, on an account with $100,000. */
const basketOf = (legs: readonly Leg[], changes: Partial<GateFacts> = {}): GateFacts[] =>
  legs.map(({ side = "buy", quantity, held = 0 }, k) => {
    const base = someFacts(changes);
    const symbol = SYMBOLS[k] ?? "SPY";
    const proposal = aProposal({ symbol, side, quantity: String(quantity) } as never, { id: `prp_${k}` });
    return {
      ...base,
      proposal,
      instrument: base.instrument && { ...base.instrument, symbol: proposal.terms.symbol },
      quote: base.quote && { ...base.quote, symbol: proposal.terms.symbol },
      position: base.position && {
        ...base.position,
        quantity: String(held),
        marketValue: String(held * 100),
      },
    };
  });

const account = (changes: object) => ({ ...someFacts().account, ...changes }) as GateFacts["account"];
const outcomeOf = (verdict: Omit<Verdict, "id"> | undefined, id: string) =>
  verdict?.checks.find((check) => check.id === id);

describe("judgeBasket", () => {
  it("clears legs that pass alone and together, and says so in each verdict", () => {
    const verdicts = judgeBasket("bsk_1", basketOf([{ quantity: 2 }, { quantity: 3 }]));
    expect(verdicts.map(({ decision }) => decision)).toEqual(["cleared", "cleared"]);
    expect(outcomeOf(verdicts[1], "C16")).toMatchObject({ outcome: "pass", figure: "0", limit: "0" });
  });

  it("refuses every leg when one may not pass, naming it and its control", () => {
    const verdicts = judgeBasket("bsk_1", basketOf([{ quantity: 2 }, { side: "sell", quantity: 3 }]));
    expect(verdicts.map(({ decision }) => decision)).toEqual(["refused", "refused"]);
    expect(verdicts[0]?.refusals.map(({ id }) => id)).toEqual(["C16"]);
    expect(outcomeOf(verdicts[0], "C16")?.reason).toBe(
      "Of the 2 legs MSFT (C27) may not pass, so none does.",
    );
  });

  it("refuses legs that only pass alone: together they need more cash than there is", () => {
    const legs = [{ quantity: 50 }, { quantity: 50 }];
    const poor = { account: account({ cash: "9000" }) };
    for (const facts of basketOf(legs, poor)) expect(judge(facts).decision).not.toBe("refused");
    const verdicts = judgeBasket("bsk_1", basketOf(legs, poor));
    expect(verdicts.map(({ decision }) => decision)).toEqual(["refused", "refused"]);
    expect(outcomeOf(verdicts[0], "C25")).toMatchObject({ outcome: "deny", figure: "10000", limit: "8100" });
  });

  it("does not count cash that a sale of the same basket would bring", () => {
    const legs = [{ side: "sell" as const, quantity: 50, held: 50 }, { quantity: 50 }];
    const poor = { account: account({ cash: "1000" }) };
    expect(judgeBasket("bsk_1", basketOf(legs, poor)).map(({ decision }) => decision)).toEqual([
      "refused",
      "refused",
    ]);
  });

  it("asks as many people as one order of the whole size would need", () => {
    const quorum = (quantities: number[]) =>
      judgeBasket("bsk_1", basketOf(quantities.map((quantity) => ({ quantity })))).map(
        ({ approvalsNeeded }) => approvalsNeeded,
      );
    expect(quorum([5, 5])).toEqual([0, 0]);
    expect(quorum([6, 5])).toEqual([1, 1]);
    expect(quorum([50, 50, 1])).toEqual([2, 2, 2]);
  });

  it("lets exits through together while the desk only reduces, and nothing with an opening leg", () => {
    const reducing = { account: account({ tradingState: "REDUCING" }) };
    const exit = { side: "sell" as const, quantity: 2, held: 5 };
    const decisions = (legs: Leg[]) =>
      judgeBasket("bsk_1", basketOf(legs, reducing)).map(({ decision }) => decision);
    expect(decisions([exit, exit])).toEqual(["cleared", "cleared"]);
    expect(decisions([exit, { quantity: 1 }])).toEqual(["refused", "refused"]);
  });

  const anyLeg = fc.record({
    side: fc.constantFrom("buy" as const, "sell" as const),
    quantity: fc.integer({ min: 1, max: 120 }),
    held: fc.integer({ min: 0, max: 120 }),
  });
  const anyBasket = fc.array(anyLeg, { minLength: 1, maxLength: SYMBOLS.length });
  const anyCash = fc.integer({ min: 500, max: 60_000 });

  it("judges alike in whatever order the legs are named", () => {
    const orders = anyBasket.chain((legs) =>
      fc.tuple(fc.constant(legs), fc.shuffledSubarray([...legs.keys()], { minLength: legs.length })),
    );
    fc.assert(
      fc.property(orders, anyCash, ([legs, order], cash) => {
        const facts = basketOf(legs, { account: account({ cash: String(cash) }) });
        const told = (verdicts: Omit<Verdict, "id">[]) =>
          new Map(
            verdicts.map(({ proposalId, decision, approvalsNeeded, checks }) => [
              proposalId,
              [decision, approvalsNeeded, checks.map(({ id, outcome }) => `${id} ${outcome}`)],
            ]),
          );
        const shuffled = order.map((k) => facts[k] as GateFacts);
        expect(told(judgeBasket("bsk_1", shuffled))).toEqual(told(judgeBasket("bsk_1", facts)));
      }),
      { seed: 161, numRuns: 150 },
    );
  });

  it("lets all legs pass or none, and only where each passes after all purchases before it", () => {
    fc.assert(
      fc.property(anyBasket, anyCash, (legs, cash) => {
        const facts = basketOf(legs, { account: account({ cash: String(cash) }) });
        const verdicts = judgeBasket("bsk_1", facts);
        const refused = verdicts.filter(({ decision }) => decision === "refused");
        expect([0, legs.length]).toContain(refused.length);
        if (refused.length > 0) return;
        let reserved = 0;
        for (const [k, leg] of facts.entries()) {
          const one = judge({
            ...leg,
            account: account({ cash: String(cash), reservedBuys: String(reserved) }),
          });
          expect(one.decision).not.toBe("refused");
          expect(verdicts[k]?.approvalsNeeded).toBeGreaterThanOrEqual(one.approvalsNeeded);
          if (leg.proposal.terms.side === "buy") reserved += Number(leg.proposal.terms.quantity) * 100;
        }
      }),
      { seed: 162, numRuns: 150 },
    );
  });

  it("never throws, and refuses all for a leg that cannot be read", () => {
    const [sound, other] = basketOf([{ quantity: 1 }, { quantity: 1 }]) as [GateFacts, GateFacts];
    const broken: GateFacts[] = [
      { ...other, account: null },
      { ...other, quote: null },
      { ...other, activity: null },
      { ...other, proposal: { ...other.proposal, terms: { ...other.proposal.terms, quantity: "NaN" } } },
    ];
    for (const leg of broken)
      expect(judgeBasket("bsk_1", [sound, leg]).map(({ decision }) => decision)).toEqual([
        "refused",
        "refused",
      ]);
  });
});
