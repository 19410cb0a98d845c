import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AGENT_TOOLS } from "#tools";
import { toolsOf } from "../../planning/assign.ts";
import { missingOf } from "../requirements.ts";
import { EXAMPLES } from "./examples.ts";
import { LABELS } from "./labels.ts";
import { liken } from "./liken.ts";
import { nearestLabels } from "./nearest.ts";

const EFFECTS = new Map(
  Object.values(AGENT_TOOLS).flatMap((tools) =>
    tools.map(({ name, operation }) => [name, operation.effect] as const),
  ),
);
const HARMLESS = new Set<string>(Object.values(LABELS).map(({ intent }) => intent));
const WORDS =
  "buy sell put what my is @AAPL 10 $500 the all risk limit remember forget that who can halt news hot thanks lol ? hold biggest one name".split(
    " ",
  );
const clauses = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(" "));

describe("the nearest example", () => {
  it("leads only to tools that read", () => {
    for (const label of Object.values(LABELS)) {
      const request = { ...label, slots: {}, missing: [], confidence: 1, said: "" };
      for (const tool of toolsOf(request)) expect([tool, EFFECTS.get(tool)]).toEqual([tool, "read"]);
    }
  });

  it("never makes an order, a note or a run of anything, and carries no size or side", () => {
    fc.assert(
      fc.property(fc.oneof(clauses, fc.string({ maxLength: 200 })), (clause) => {
        const { intent, slots } = liken(clause, { side: "buy", quantity: "10", notionalUsd: "500" });
        expect([...HARMLESS, "unclear"]).toContain(intent);
        expect([slots.side, slots.quantity, slots.notionalUsd]).toEqual([undefined, undefined, undefined]);
        expect(missingOf({ intent, slots })).not.toContain("size");
      }),
      { seed: 20261124, numRuns: 400 },
    );
  });

  it("leaves what is said like an order to the rules", () => {
    for (const clause of ["buy up some @AAPL maybe", "sell a bit of @NVDA", "get 10 @AAPL on the books"])
      expect(liken(clause, { symbols: ["AAPL"] }).intent).toBe("unclear");
  });

  it("knows its own examples: hardly two labels share one", () => {
    const lines = Object.entries(EXAMPLES).flatMap(([label, text]) =>
      text.split("\n").map((line) => [label, line] as const),
    );
    const found = lines.filter(([label, line]) => nearestLabels(line.toLowerCase())[0]?.label === label);
    expect(found.length / lines.length).toBeGreaterThan(0.95);
  });
});
