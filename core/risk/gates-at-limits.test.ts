import { describe, expect, it } from "vitest";
import type { GateFacts } from "./facts.ts";
import { GATES } from "./gates/index.ts";
import { judge } from "./judge.ts";
import { ASKING, at, base, buying, LIMITS, strategy, withPart } from "./testing/boundaries.ts";
import { NOW, someFacts } from "./testing/facts.ts";

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

  /** A Friday morning in New York, in a real instrument. */
  const announced = (known: object[], askedAt = "2026-03-06T09:00:00.000Z") => ({
    ...at("2026-03-06T15:00:00.000Z"),
    announced: { known, askedAt },
  });
  it.each([
    ["nothing", announced([]), "pass"],
    ["what was yesterday", announced([{ kind: "split", exOn: "2026-03-05" }]), "pass"],
    ["what is today", announced([{ kind: "dividend", exOn: "2026-03-06" }]), "deny"],
    [
      "what is at the next session, after the weekend",
      announced([{ kind: "split", exOn: "2026-03-09" }]),
      "deny",
    ],
    ["what is a session later", announced([{ kind: "split", exOn: "2026-03-10" }]), "pass"],
    ["an asking 36 hours old", announced([], "2026-03-05T03:00:00.000Z"), "pass"],
    ["an asking a millisecond older", announced([], "2026-03-05T02:59:59.999Z"), "deny"],
    ["an asking after now", announced([], "2026-03-06T15:00:00.001Z"), "deny"],
  ])("C38 judges %s", (_what, facts, outcome) => {
    expect(outcomeOf(facts, "C38")).toBe(outcome);
  });

  it("C38 says what is announced, and what it looked at", () => {
    const split = [{ kind: "split", exOn: "2026-03-09" }];
    expect(checkOf(announced(split), "C38")?.reason).toBe("Announced: split on 2026-03-09.");
    expect(checkOf(announced([]), "C38")).toMatchObject({
      figure: "6",
      limit: "36",
      reason: "Nothing is announced from 2026-03-06 to 2026-03-09, the next session.",
    });
  });

  it("C38 never keeps somebody in", () => {
    const held = withPart("position", { quantity: "5", marketValue: "500" });
    const exit = {
      ...announced([{ kind: "split", exOn: "2026-03-06" }]),
      ...held,
      ...buying({ side: "sell" }),
    };
    expect(outcomeOf(exit, "C38")).toBe("pass");
    expect(outcomeOf({ ...exit, announced: null }, "C38")).toBe("pass");
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
