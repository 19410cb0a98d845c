import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ApprovalPolicy, decimal } from "#core/model";
import {
  approvalsFor,
  type Demand,
  type DemandFloor,
  loosensPolicies,
  mayApprove,
  type PolicySubject,
} from "./approvals-for.ts";

const order = (changes: Partial<PolicySubject> = {}): PolicySubject => ({
  worstNotional: decimal("500"),
  kind: "equity",
  sector: "Technology",
  symbol: "AAPL",
  proposer: "per_tess",
  tainted: false,
  outsideHours: false,
  short: false,
  firstTrade: false,
  ...changes,
});
const FLOOR: DemandFloor = { quorum: 0, ttlMs: 300_000, typed: false };
const policy = (fields: Record<string, unknown> = {}): ApprovalPolicy =>
  ApprovalPolicy.parse({ id: "a-policy", when: {}, quorum: 1, ...fields });
const quorumOf = (when: object, changes: Partial<PolicySubject>) =>
  approvalsFor(order(changes), FLOOR, [policy({ when })]).quorum;

describe("the people an order needs", () => {
  it("are those the limits want where no policy speaks of it", () => {
    expect(approvalsFor(order(), { ...FLOOR, quorum: 1 }, [])).toEqual({
      quorum: 1,
      role: "approver",
      ttlMs: 300_000,
      typed: false,
      notBy: [],
      escalateAfterMs: null,
      escalateTo: null,
      policies: [],
    });
  });

  it.each<[string, object, Partial<PolicySubject>, Partial<PolicySubject>]>([
    ["notional", { notionalAboveUsd: "500" }, { worstNotional: decimal("500.01") }, {}],
    ["kind", { kinds: ["etf"] }, { kind: "etf" }, {}],
    ["sector", { sectors: ["Energy"] }, { sector: "Energy" }, {}],
    ["symbol", { symbols: ["GME"] }, { symbol: "GME" }, {}],
    ["proposer", { proposers: ["system:strategist"] }, { proposer: "system:strategist" }, {}],
    ["taint", { tainted: true }, { tainted: true }, {}],
    ["hours", { outsideHours: true }, { outsideHours: true }, {}],
    ["short sales", { short: true }, { short: true }, {}],
    ["first trades", { firstTrade: true }, { firstTrade: true }, {}],
  ])("can depend on %s", (_what, when, matching, other) => {
    expect(quorumOf(when, matching)).toBe(1);
    expect(quorumOf(when, other)).toBe(0);
    // One condition of two is not enough.
    expect(quorumOf({ ...when, symbols: ["KO"] }, matching)).toBe(0);
  });

  it("are asked for where it is not known whether a policy speaks of the order", () => {
    for (const field of ["tainted", "outsideHours", "short", "firstTrade"] as const)
      expect(quorumOf({ [field]: true }, { [field]: null })).toBe(1);
    expect(quorumOf({ sectors: ["Energy"] }, { sector: null })).toBe(1);
    expect(quorumOf({ kinds: ["etf"] }, { kind: null })).toBe(1);
  });

  it("are the strictest of all that match, each field by itself", () => {
    const demand = approvalsFor(order(), FLOOR, [
      policy({ id: "one", quorum: 2, ttlMs: 600_000, notBy: ["per_b"], escalateAfterMs: 120_000 }),
      policy({ id: "two", quorum: 0, role: "risk-admin", ttlMs: 60_000, typed: true }),
      policy({ id: "six", notBy: ["per_a"], escalateAfterMs: 60_000, escalateTo: "admin" }),
      policy({ id: "not-this", when: { symbols: ["KO"] }, role: "admin" }),
    ]);
    expect(demand).toEqual({
      quorum: 2,
      role: "risk-admin",
      ttlMs: 60_000,
      typed: true,
      notBy: ["per_a", "per_b"],
      escalateAfterMs: 60_000,
      escalateTo: "admin",
      policies: ["one", "six", "two"],
    });
  });
});

const subjects = fc.record<PolicySubject>({
  worstNotional: fc.integer({ min: 1, max: 30_000 }).map((dollars) => decimal(String(dollars))),
  kind: fc.constantFrom("equity", "etf", null),
  sector: fc.constantFrom("Energy", "Technology", null),
  symbol: fc.constantFrom("AAPL", "XOM"),
  proposer: fc.constantFrom("per_tess", "system:strategist"),
  tainted: fc.constantFrom(true, false, null),
  outsideHours: fc.constantFrom(true, false, null),
  short: fc.constantFrom(true, false, null),
  firstTrade: fc.constantFrom(true, false, null),
});
const flag = fc.option(fc.constant(true as const), { nil: undefined });
const some = <T>(...values: T[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });
const roles = fc.option(fc.constantFrom("approver", "risk-admin", "admin" as const), { nil: undefined });
const time = fc.option(
  fc.integer({ min: 1, max: 60 }).map((m) => m * 60_000),
  { nil: undefined },
);
const policies = fc.array(
  fc
    .record({
      id: fc.stringMatching(/^[a-z]{3,8}$/),
      when: fc.record({
        notionalAboveUsd: fc.option(fc.constantFrom("100", "1000", "20000"), { nil: undefined }),
        kinds: some("equity", "etf"),
        sectors: some("Energy", "Technology"),
        symbols: some("AAPL", "XOM"),
        proposers: some("per_tess", "system:strategist"),
        tainted: flag,
        outsideHours: flag,
        short: flag,
        firstTrade: flag,
      }),
      quorum: fc.integer({ min: 0, max: 2 }),
      role: roles,
      ttlMs: time,
      typed: flag,
      notBy: some("per_a", "per_b"),
      escalateAfterMs: time,
      escalateTo: roles,
    })
    .map((raw) => ApprovalPolicy.parse(JSON.parse(JSON.stringify(raw)))),
  { maxLength: 6 },
);
const floors = fc.record<DemandFloor>({
  quorum: fc.constantFrom(0, 1, 2),
  ttlMs: fc.integer({ min: 60_000, max: 3_600_000 }),
  typed: fc.boolean(),
});
const RANK = { approver: 0, "risk-admin": 1, admin: 2 } as const;
const isAtLeast = (strict: Demand, loose: Demand) =>
  strict.quorum >= loose.quorum &&
  RANK[strict.role] >= RANK[loose.role] &&
  strict.ttlMs <= loose.ttlMs &&
  (strict.typed || !loose.typed) &&
  loose.notBy.every((person) => strict.notBy.includes(person)) &&
  (strict.escalateAfterMs ?? Number.POSITIVE_INFINITY) <= (loose.escalateAfterMs ?? Number.POSITIVE_INFINITY);
const runs = { seed: 11, numRuns: 2_000 };

describe("policies", () => {
  it("never ask for less than the limits do", () => {
    fc.assert(
      fc.property(subjects, floors, policies, (subject, floor, rules) => {
        const demand = approvalsFor(subject, floor, rules);
        return isAtLeast(demand, approvalsFor(subject, floor, []));
      }),
      runs,
    );
  });

  it("only tighten by one more, in whatever order they stand", () => {
    fc.assert(
      fc.property(subjects, floors, policies, policies, (subject, floor, some, more) => {
        const all = approvalsFor(subject, floor, [...some, ...more]);
        expect(approvalsFor(subject, floor, [...more, ...some])).toEqual(all);
        return isAtLeast(all, approvalsFor(subject, floor, some));
      }),
      runs,
    );
  });

  it("speak of an order about which less is known at least as strictly", () => {
    fc.assert(
      fc.property(subjects, floors, policies, (subject, floor, rules) => {
        const unknown = {
          ...subject,
          kind: null,
          sector: null,
          tainted: null,
          short: null,
          firstTrade: null,
        };
        return isAtLeast(
          approvalsFor({ ...unknown, outsideHours: null }, floor, rules),
          approvalsFor(subject, floor, rules),
        );
      }),
      runs,
    );
  });

  it("are loosened by whatever changes or removes one, and by nothing else", () => {
    const [one, two] = [policy({ id: "one" }), policy({ id: "two", quorum: 2 })];
    expect(loosensPolicies([one], [two, one])).toBe(false);
    expect(loosensPolicies([one, two], [one])).toBe(true);
    expect(loosensPolicies([one], [{ ...one, quorum: 2 }])).toBe(true);
    expect(loosensPolicies([one], [{ when: one.when, quorum: one.quorum, id: one.id }])).toBe(false);
  });
});

describe("a role that may approve", () => {
  it("holds what the weaker ones hold, and no other role does", () => {
    const allowed = ["viewer", "trader", "approver", "risk-admin", "admin", "boss"].map((role) =>
      (["approver", "risk-admin", "admin"] as const).filter((wanted) => mayApprove(role, wanted)),
    );
    expect(allowed).toEqual([
      [],
      [],
      ["approver"],
      ["approver", "risk-admin"],
      ["approver", "risk-admin", "admin"],
      [],
    ]);
  });
});
