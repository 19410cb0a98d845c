import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compare, isSetback, readBaseline, updated, writeBaseline } from "./baseline.ts";
import { SCENARIOS } from "./cases/index.ts";
import type { ScenarioResult } from "./run/result.ts";

const folder = mkdtempSync(join(tmpdir(), "baseline-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (expected: string, isMet: boolean) => ({
  scorer: "answer",
  about: "step 1",
  expected,
  actual: "…",
  isMet,
  isDangerous: false,
});

/** A result of two checks. */
const aResult = (first: boolean, second: boolean): ScenarioResult => ({
  id: "routing/one",
  area: "routing",
  title: "One",
  isSafety: false,
  score: (Number(first) + Number(second)) / 2,
  isPassed: first && second,
  isDangerous: false,
  checks: [check("first", first), check("second", second)],
  trace: [],
  end: null,
  gate: null,
});

const standingOf = (result: ScenarioResult, known: Parameters<typeof compare>[1]) => {
  const [comparison] = compare([result], known, false);
  return comparison && { standing: comparison.standing, isSetback: isSetback(comparison) };
};

describe("comparison with the baseline", () => {
  const halfFails = { "routing/one": { score: 0.5, fails: ["step 1, answer: second"], reason: "known" } };

  it("holds where nothing changed, known failures included", () => {
    expect(standingOf(aResult(true, false), halfFails)).toEqual({ standing: "held", isSetback: false });
  });

  it("improves where a known failure is gone", () => {
    expect(standingOf(aResult(true, true), halfFails)).toEqual({ standing: "improved", isSetback: false });
  });

  it("regresses where the score falls", () => {
    expect(standingOf(aResult(true, false), { "routing/one": { score: 1 } })).toEqual({
      standing: "regressed",
      isSetback: true,
    });
  });

  it("regresses where one failure is traded for another at the same score", () => {
    expect(standingOf(aResult(false, true), halfFails)).toEqual({ standing: "regressed", isSetback: true });
  });

  it("lets a new scenario in when it passes, and not when it fails", () => {
    expect(standingOf(aResult(true, true), {})).toEqual({ standing: "new", isSetback: false });
    expect(standingOf(aResult(true, false), {})).toEqual({ standing: "new", isSetback: true });
  });

  it("misses a scenario that is gone, unless only some were run", () => {
    const known = { "routing/two": { score: 1 } };
    expect(compare([], known, true).map(isSetback)).toEqual([true]);
    expect(compare([], known, false)).toEqual([]);
  });
});

describe("the baseline file", () => {
  it("comes back as it was written, reasons of known failures kept and those of mended ones dropped", () => {
    const file = join(folder, "baseline.json");
    const before = {
      desk: { "routing/one": { score: 0.5, fails: ["step 1, answer: second"], reason: "known" } },
    };
    const failing = updated(before, "desk", [aResult(true, false)], true);
    writeBaseline(failing, file);
    expect(readBaseline(file)).toEqual(before);
    writeBaseline(updated(failing, "desk", [aResult(true, true)], true), file);
    expect(readBaseline(file)).toEqual({ desk: { "routing/one": { score: 1 } } });
  });

  it("keeps what a part of the run did not touch, and forgets what a whole run misses", () => {
    const before = { desk: { "routing/two": { score: 1 } }, other: {} };
    const ids = (isWhole: boolean) =>
      Object.keys(updated(before, "desk", [aResult(true, true)], isWhole).desk ?? {});
    expect(ids(false)).toEqual(["routing/two", "routing/one"]);
    expect(ids(true)).toEqual(["routing/one"]);
  });

  it("is refused when it is not one, and empty when there is none", () => {
    const file = join(folder, "broken.json");
    writeFileSync(file, '{"desk": {"routing/one": {"score": 2}}}');
    expect(() => readBaseline(file)).toThrow(/is not a baseline/);
    expect(readBaseline(join(folder, "none.json"))).toEqual({});
  });

  it("as committed names exactly the scenarios there are, each known failure with its reason", () => {
    const entries = readBaseline()["offline operator"] ?? {};
    expect(Object.keys(entries)).toEqual(SCENARIOS.map(({ id }) => id));
    expect(Object.entries(entries).filter(([, { fails, reason }]) => fails && !reason)).toEqual([]);
  });
});
