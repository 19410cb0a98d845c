import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  isHumanMessage,
  ToolMessage,
} from "@langchain/core/messages";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recentTurns, unpairedCalls } from "./history.ts";

/** A turn: a question, some tool calls with their results, an answer. */
const aTurn = (number: number, calls: number, words: number): BaseMessage[] => {
  const ids = Array.from({ length: calls }, (_, index) => `call_${number}_${index}`);
  return [
    new HumanMessage("q".repeat(words)),
    ...(calls > 0
      ? [new AIMessage({ content: "", tool_calls: ids.map((id) => ({ name: "health", args: {}, id })) })]
      : []),
    ...ids.map((id) => new ToolMessage({ content: "{}", tool_call_id: id })),
    new AIMessage("a".repeat(words)),
  ];
};
const turns = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 400 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((shapes) => shapes.flatMap(([calls, words], number) => aTurn(number, calls, words)));

describe("the turns a model is given", () => {
  it("leave every tool call with its one result, wherever the cut falls", () => {
    fc.assert(
      fc.property(
        turns,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 5_000 }),
        (messages, most, chars) => {
          const kept = recentTurns(messages, { messages: most, chars });
          expect(unpairedCalls(kept)).toEqual([]);
          expect(kept[0] && isHumanMessage(kept[0])).toBe(true);
          expect(messages.slice(-kept.length)).toEqual(kept);
        },
      ),
    );
  });

  it("keep within the ceilings, save for the newest turn", () => {
    const messages = [...aTurn(1, 1, 10), ...aTurn(2, 1, 10), ...aTurn(3, 1, 10)];
    expect(recentTurns(messages, { messages: 8, chars: 10_000 })).toHaveLength(8);
    expect(recentTurns(messages, { messages: 7, chars: 10_000 })).toHaveLength(4);
    expect(recentTurns(messages, { messages: 1, chars: 1 })).toHaveLength(4);
  });

  it("are none where nobody has spoken", () => {
    expect(recentTurns([new AIMessage("hello")])).toEqual([]);
  });
});

describe("finding unpaired calls", () => {
  it("names a call without its result and a result without its call", () => {
    const call = new AIMessage({ content: "", tool_calls: [{ name: "health", args: {}, id: "open" }] });
    const stray = new ToolMessage({ content: "{}", tool_call_id: "stray" });
    expect(unpairedCalls([call, stray])).toEqual(["stray", "open"]);
  });
});
