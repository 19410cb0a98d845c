import { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { wholeReply } from "./whole-reply.ts";

const aStreamedCall = (args: string, finish_reason?: string) =>
  new AIMessageChunk({
    content: "",
    tool_call_chunks: [{ name: "propose_order", args, id: "call_1", index: 0, type: "tool_call_chunk" }],
    response_metadata: { model_provider: "openai", ...(finish_reason ? { finish_reason } : {}) },
  });

describe("taking a model's reply", () => {
  it("keeps a whole call", () => {
    const reply = wholeReply(aStreamedCall('{"symbol":"AAPL"}', "tool_calls"), []);
    expect(reply.tool_calls).toMatchObject([{ name: "propose_order", args: { symbol: "AAPL" } }]);
  });

  it("refuses a call cut off at its limit price, which a lenient parser would repair to 18", () => {
    const cut = aStreamedCall('{"symbol":"AAPL","quantity":"1000","limitPrice":"18', "length");
    expect(cut.tool_calls).toMatchObject([{ args: { limitPrice: "18" } }]);
    expect(() => wholeReply(cut, [])).toThrow(/cut off/);
  });

  it("refuses broken arguments even when the server claims the answer was whole", () => {
    expect(() => wholeReply(aStreamedCall('{"symbol":"AAPL"', "tool_calls"), [])).toThrow(/cut off/);
  });

  it("refuses a stream that ended without saying why", () => {
    expect(() => wholeReply(aStreamedCall("{}"), [])).toThrow(/connection ended/i);
  });

  it("refuses a reply without a word and without a call", () => {
    expect(() => wholeReply(new AIMessage(""), [])).toThrow(/no answer/);
  });

  it("takes empty arguments for a tool without any", () => {
    expect(wholeReply(aStreamedCall("", "stop"), []).tool_calls).toHaveLength(1);
  });

  it("gives a repeated or missing call id a new one", () => {
    const earlier = new AIMessage({ content: "", tool_calls: [{ name: "health", args: {}, id: "call_1" }] });
    const again = new AIMessage({
      content: "",
      tool_calls: [
        { name: "health", args: {}, id: "call_1" },
        { name: "health", args: {}, id: "" },
      ],
    });
    expect(wholeReply(again, [earlier]).tool_calls?.map((call) => call.id)).toEqual(["call_1_2", "call_1_3"]);
  });
});
