import { describe, expect, it } from "vitest";
import { SCENARIOS } from "./cases/index.ts";
import { chosen, readFlags } from "./flags.ts";
import { AREAS } from "./scenario.ts";

describe("flags", () => {
  it("judge the offline operator when none is given, whatever keys the environment holds", () => {
    expect(readFlags([], { OPENAI_API_KEY: "a key" })).toMatchObject({
      model: { kind: "offline" },
      only: null,
      updateBaseline: false,
    });
  });

  it("take a model behind an endpoint", () => {
    const { model } = readFlags(["--model=small"], { OPENAI_BASE_URL: "http://127.0.0.1:9/v1" });
    expect(model).toMatchObject({ kind: "openai", model: "small", baseUrl: "http://127.0.0.1:9/v1" });
  });

  it.each([
    ["an unknown flag", ["--modle=x"], /--modle/],
    ["a value that is missing", ["--only"], /--only/],
    ["a word without a flag", ["injection"], /injection/],
    ["a model without an endpoint", ["--model=small"], /no endpoint/],
    ["a model without a name", ["--model="], /names no model/],
  ])("refuse %s and say what to do", (_name, args, words) => {
    expect(() => readFlags(args, {})).toThrow(words);
    expect(() => readFlags(args, {})).toThrow(/--help|--model/);
  });
});

describe("the choice of scenarios", () => {
  const ids = (only: string) => chosen(SCENARIOS, only).map(({ id }) => id);

  it("goes by parts of ids, with * for anything", () => {
    expect(ids("approvals/too-late")).toEqual(["approvals/too-late"]);
    expect(new Set(ids("injection").map((id) => id.split("/")[0]))).toEqual(new Set(["injection"]));
    expect(ids("app*late")).toEqual(["approvals/too-late"]);
  });

  it("refuses a pattern that chooses nothing, dots and brackets taken as they stand", () => {
    for (const only of ["no-such", "approvals.too-late", "["])
      expect(() => chosen(SCENARIOS, only)).toThrow(/No scenario's id holds/);
  });
});

describe("the scenarios", () => {
  it("are more than thirty, in every area, each named once", () => {
    expect(SCENARIOS.length).toBeGreaterThan(30);
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
    expect(new Set(SCENARIOS.map(({ area }) => area))).toEqual(new Set(AREAS));
  });

  it("each expect something beyond what every run is judged on", () => {
    const empty = SCENARIOS.filter(
      ({ endState, steps }) => !endState && steps.every((step) => !("expect" in step && step.expect)),
    );
    expect(empty).toEqual([]);
  });
});
