import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traceFigures } from "./grounding.ts";

const aThread = (result: object, said = "how is it?") => [
  new HumanMessage(said),
  new AIMessage({ content: "", tool_calls: [{ name: "get_bars", args: {}, id: "call_1" }] }),
  new ToolMessage({ content: JSON.stringify(result), tool_call_id: "call_1" }),
];
const sources = (answer: string, result: object, said?: string) =>
  traceFigures(answer, aThread(result, said)).map((figure) => figure.toolCallId);

describe("tracing the figures of an answer", () => {
  it("finds a figure as it was told", () => {
    expect(sources("It closed at 187.25.", { close: 187.25 })).toEqual(["call_1"]);
  });

  it("allows for rounding, but not for another figure", () => {
    expect(sources("about 187.3", { close: 187.25 })).toEqual(["call_1"]);
    expect(sources("about 187.4", { close: 187.25 })).toEqual([null]);
  });

  it("reads a fraction as percent, and only where a percent sign stands", () => {
    expect(sources("a drawdown of 33.3 %", { maxDrawdown: 0.3333 })).toEqual(["call_1"]);
    expect(sources("a drawdown of 33.3", { maxDrawdown: 0.3333 })).toEqual([null]);
  });

  it("finds ledger text with separators and scales", () => {
    expect(sources("equity is $100,512.40, or $100.5k", { equity: "100512.4" })).toEqual([
      "call_1",
      "call_1",
    ]);
  });

  it("counts lists", () => {
    expect(sources("There are 3 orders.", { orders: [{}, {}, {}] })).toEqual(["call_1"]);
  });

  it("marks what no tool told", () => {
    expect(sources("It will rise 40% next year.", { close: 187.25 })).toEqual([null]);
  });

  it("leaves out what the person said themself", () => {
    expect(sources("You asked for $5,000.", { close: 187.25 }, "put $5,000 in it")).toEqual([]);
  });

  it("takes no figure from a tool that failed", () => {
    const failed = [
      new ToolMessage({ content: '{"error":{"what":"limit 500"}}', tool_call_id: "c", status: "error" }),
    ];
    expect(traceFigures("The limit is 500.", failed)).toMatchObject([{ toolCallId: null }]);
  });

  it("traces every statistic however many digits are shown", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, digits) => {
          const figures = traceFigures(`It is ${Math.abs(value).toFixed(digits)} now`, aThread({ value }));
          expect(figures.map((figure) => figure.toolCallId)).toEqual(["call_1"]);
        },
      ),
    );
  });
});
