import { describe, expect, it } from "vitest";
import { afterLook, type Difference, type DifferenceKind, type KnownDifference } from "./difference.ts";

const START = Date.parse("2026-11-24T15:00:00.000Z");
const at = (ms: number) => new Date(START + ms);
const a = (kind: DifferenceKind, subject = "KO"): Difference => ({
  kind,
  subject,
  ours: "1",
  theirs: "2",
  says: "They differ.",
});

/** Looks at the given moments, each seeing the same. @returns what stood after the last */
function looks(difference: Difference, ...moments: number[]): KnownDifference[] {
  return moments.reduce<KnownDifference[]>(
    (known, ms) => afterLook(known, [difference], at(ms)).standing,
    [],
  );
}

describe("a difference between two sets of books", () => {
  it("counts once two looks ten seconds apart have seen it, and not a moment earlier", () => {
    expect(looks(a("position"), 0)[0]).toMatchObject({ looks: 1, countedAt: null });
    expect(looks(a("position"), 0, 9_999)[0]).toMatchObject({ looks: 2, countedAt: null });
    expect(looks(a("position"), 0, 10_000)[0]).toMatchObject({ countedAt: at(10_000).toISOString() });
    expect(looks(a("position"), 0, 5_000, 10_000, 60_000)[0]).toMatchObject({
      looks: 4,
      countedAt: at(10_000).toISOString(),
    });
  });

  it("is forgotten when a look between does not see it", () => {
    const once = afterLook([], [a("cash")], at(0)).standing;
    const gone = afterLook(once, [], at(5_000));
    expect([gone.standing, gone.gone.map(({ kind }) => kind)]).toEqual([[], ["cash"]]);
    expect(afterLook(gone.standing, [a("cash")], at(12_000)).newlyCounted).toEqual([]);
  });

  it("counts at once when no later look could make it untrue", () => {
    for (const kind of ["uncleared-order", "other-terms", "no-clearance", "foreign-event"] as const)
      expect(afterLook([], [a(kind)], at(0)).newlyCounted).toHaveLength(1);
  });

  it("is told to count only once", () => {
    const standing = looks(a("position"), 0, 10_000);
    expect(afterLook(standing, [a("position")], at(20_000)).newlyCounted).toEqual([]);
  });

  it("is another one in another instrument", () => {
    const first = afterLook([], [a("position", "KO")], at(0)).standing;
    const next = afterLook(first, [a("position", "XOM")], at(10_000));
    expect([next.newlyCounted, next.standing[0]?.looks, next.gone.length]).toEqual([[], 1, 1]);
  });
});
