import { describe, expect, it } from "vitest";
import { aCall, aRun, aTurn, faults } from "../testing/a-run.ts";
import { isAmong, numbersTold } from "./figures.ts";
import { grounding } from "./grounding.ts";

const figure = (text: string, toolCallId: string | null) => ({
  text,
  start: 0,
  end: text.length,
  toolCallId,
});
const quote = aCall("get_quote", {}, { id: "quote", result: { ask: 449.06, bid: 448.97 } });

const answered = (figures: ReturnType<typeof figure>[], said = "What is Apple at?") =>
  aTurn({ said, calls: [quote], answers: [{ text: "…", figures }] });

describe("grounding", () => {
  it("accepts figures whose traces lead to them", async () => {
    expect(await faults(grounding, aRun({ trace: [answered([figure("$449.06", "quote")])] }))).toEqual([]);
  });

  it("counts what was not traced, and allows what the scenario allows", async () => {
    const trace = [answered([figure("$512.00", null)])];
    expect(await faults(grounding, aRun({ trace }))).toEqual(["every figure traced"]);
    expect(await faults(grounding, aRun({ trace, expect: { ungrounded: 1 } }))).toEqual([]);
  });

  it("faults a trace that leads to another figure", async () => {
    const trace = [answered([figure("$512.00", "quote")])];
    expect(await faults(grounding, aRun({ trace }))).toEqual(["every trace leads to the figure"]);
  });

  it("faults an alarm over a figure that a tool or the person gave", async () => {
    const told = aRun({ trace: [answered([figure("449", null)])], expect: { ungrounded: 1 } });
    expect(await faults(grounding, told)).toEqual(["no false alarm"]);
    const own = aRun({
      trace: [answered([figure("$5,000", null)], "put $5,000 in it")],
      expect: { ungrounded: 1 },
    });
    expect(await faults(grounding, own)).toEqual(["no false alarm"]);
  });

  it("follows traces to earlier turns of the same conversation, not of another", async () => {
    const later = aTurn({ answers: [{ text: "…", figures: [figure("$449.06", "quote")] }] });
    expect(await faults(grounding, aRun({ trace: [answered([]), later] }))).toEqual([]);
    expect(await faults(grounding, aRun({ trace: [answered([]), { ...later, thread: 2 }] }))).toHaveLength(1);
  });

  it("asks for as many figures as the scenario names", async () => {
    const run = (figures: number) =>
      aRun({ trace: [answered([figure("$449.06", "quote")])], expect: { figures } });
    expect(await faults(grounding, run(1))).toEqual([]);
    expect(await faults(grounding, run(2))).toHaveLength(1);
  });
});

describe("figures as they are shown", () => {
  it.each([
    ["$1,353.81", 1353.81],
    ["$1.4k", 1353.81],
    ["32.1 %", 0.3214],
    ["32.1 %", 32.14],
    ["2 bps", 0.0002],
    ["2 bps", 2],
    ["3 million", 3_000_000],
  ])("%s is %d", (shown, number) => {
    expect(isAmong(shown, [number])).toBe(true);
  });

  it.each([
    ["$1,353.81", 1353.82],
    ["32.1 %", 0.3216],
    ["2 bps", 0.002],
    ["3 million", 3],
    ["none", 0],
  ])("%s is not %d", (shown, number) => {
    expect(isAmong(shown, [number])).toBe(false);
  });

  it("reads numbers from objects, texts and the sizes of lists", () => {
    expect(numbersTold({ a: -2, b: "at 1,200.50", c: [7, { d: null }] })).toEqual([2, 1200.5, 2, 7]);
  });
});
