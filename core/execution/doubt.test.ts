import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderTerms } from "#core/model";
import { type AnsweredLook, type Patience, type Resolution, resolveDoubt } from "./doubt.ts";

const TERMS: OrderTerms = {
  environment: "sim",
  account: "paper",
  symbol: "AAPL",
  side: "buy",
  quantity: "5",
  type: "limit",
  limitPrice: "100",
  timeInForce: "day",
};
const PATIENCE: Patience = { minLooks: 3, minLookMs: 10_000 };

const aLook = (more: Partial<AnsweredLook> = {}): AnsweredLook => ({
  terms: TERMS,
  found: null,
  lookCount: 3,
  sentAgoMs: 10_000,
  isUnwanted: false,
  ...more,
});

describe("an order in doubt", () => {
  it("is adopted as soon as the broker shows it, however early and even when it is not wanted", () => {
    const found = { terms: { ...TERMS } };
    expect(resolveDoubt(aLook({ found, lookCount: 0, sentAgoMs: 0, isUnwanted: true }), PATIENCE)).toBe(
      "adopt",
    );
  });

  it("halts the account when the broker holds another order under its id", () => {
    expect(resolveDoubt(aLook({ found: { terms: { ...TERMS, quantity: "6" } } }), PATIENCE)).toBe("halt");
  });

  it.each([
    ["one look short", { lookCount: 2 }],
    ["one millisecond short", { sentAgoMs: 9_999 }],
  ])("is asked about again when patience is %s, wanted or not", (_, short) => {
    for (const isUnwanted of [false, true])
      expect(resolveDoubt(aLook({ ...short, isUnwanted }), PATIENCE)).toBe("ask-again");
  });

  it("is sent again once patience is over, or let go when it is not wanted any more", () => {
    expect(resolveDoubt(aLook(), PATIENCE)).toBe("send-again");
    expect(resolveDoubt(aLook({ isUnwanted: true }), PATIENCE)).toBe("abandon");
  });
});

/** Scripts tried; `npm run torture -- 10` tries ten times as many. */
const SCRIPTS = 10_000 * Number(process.env.QUARTERDECK_TORTURE ?? 1);
const SEED = 20261124;

/** One look of ours: how long after the one before, and what the broker does with the question. */
interface ScriptedLook {
  waitMs: number;
  answer: "honest" | "hides" | "times out" | "fails" | "another order";
}

/** What became of an order the broker has, or has not, under a script of looks. */
interface Script {
  arrived: boolean;
  isUnwanted: boolean;
  looks: ScriptedLook[];
}

const aScript: fc.Arbitrary<Script> = fc.record({
  arrived: fc.boolean(),
  isUnwanted: fc.boolean(),
  looks: fc.array(
    fc.record({
      waitMs: fc.oneof(fc.constantFrom(0, 1, 3_333, 9_999, 10_000), fc.nat({ max: 12_000 })),
      answer: fc.constantFrom("honest", "hides", "hides", "hides", "times out", "fails", "another order"),
    }),
    { minLength: 1, maxLength: 24 },
  ),
});

type Rule = (look: AnsweredLook, patience: Patience) => Resolution;

/**
 * Asks as the executor does. The broker may hide an order it has from so many looks for so long as our patience is
 * meant for; whatever has let the order go by then, released an order that can still trade.
 *
 * @returns what went wrong, and how it ended
 */
function play(
  { arrived, isUnwanted, looks }: Script,
  rule: Rule,
): { wrong: string[]; end: Resolution | null } {
  let [lookCount, sentAgoMs] = [0, 0];
  const wrong: string[] = [];
  for (const { waitMs, answer } of looks) {
    sentAgoMs += waitMs;
    if (answer === "times out" || answer === "fails") continue;
    const isPatient = lookCount >= PATIENCE.minLooks && sentAgoMs >= PATIENCE.minLookMs;
    const isShown = arrived && (answer !== "hides" || isPatient);
    const isOther = answer === "another order" && arrived;
    const found = isShown ? { terms: isOther ? { ...TERMS, limitPrice: "101" } : TERMS } : null;
    const end = rule({ terms: TERMS, found, lookCount, sentAgoMs, isUnwanted }, PATIENCE);
    if (arrived && (end === "abandon" || end === "send-again")) wrong.push(`released: ${end}`);
    if (end === "adopt" && (!isShown || isOther)) wrong.push("adopted what was not shown");
    if (end === "halt" && !isOther) wrong.push("halted for nothing");
    if (end === "ask-again" && isPatient) wrong.push("asks for ever");
    if (end !== "ask-again") return { wrong, end };
    lookCount++;
  }
  return { wrong, end: null };
}

function tally(rule: Rule, scripts: number) {
  const ends = new Map<string, number>();
  const wrong = fc.sample(aScript, { numRuns: scripts, seed: SEED }).flatMap((script) => {
    const played = play(script, rule);
    ends.set(String(played.end), (ends.get(String(played.end)) ?? 0) + 1);
    return played.wrong;
  });
  return { wrong, ends };
}

describe("a broker that answers as it likes", () => {
  it(`gets no order released that it still has, in ${SCRIPTS} scripts (seed ${SEED})`, () => {
    const { wrong, ends } = tally(resolveDoubt, SCRIPTS);
    expect(wrong).toEqual([]);
    // Every end is come to, so that the scripts are not all of one kind.
    for (const end of ["adopt", "halt", "abandon", "send-again", "null"])
      expect(ends.get(end) ?? 0, end).toBeGreaterThan(SCRIPTS / 100);
  });

  it.each<[string, Rule]>([
    [
      "lets go after so many looks, whatever the time",
      (look) => resolveDoubt(look, { ...PATIENCE, minLookMs: 0 }),
    ],
    ["lets go after so long, whatever the looks", (look) => resolveDoubt(look, { ...PATIENCE, minLooks: 0 })],
    [
      "takes a look that found nothing for a no",
      (look) => (look.found ? resolveDoubt(look, PATIENCE) : "abandon"),
    ],
    ["adopts whatever bears the id", (look) => (look.found ? "adopt" : resolveDoubt(look, PATIENCE))],
    ["never lets go", (look) => (look.found ? resolveDoubt(look, PATIENCE) : "ask-again")],
  ])("finds out a rule that %s", (_, rule) => {
    expect(tally(rule, 2_000).wrong.length).toBeGreaterThan(0);
  });
});
