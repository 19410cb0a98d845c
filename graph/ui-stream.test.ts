import { AIMessage, AIMessageChunk, ToolMessage } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import type { UiChunk } from "./ui-chunk.ts";
import { type GraphEvent, UiStream } from "./ui-stream.ts";

function told(...events: [mode: string, payload: unknown][]): UiChunk[] {
  const chunks: UiChunk[] = [];
  const ui = new UiStream((chunk) => chunks.push(chunk));
  for (const [mode, payload] of events) ui.take([[], mode, payload] as GraphEvent);
  ui.close();
  return chunks;
}

const piece = (id: string, content: string): [string, unknown] => [
  "messages",
  [new AIMessageChunk({ id, content }), {}],
];
const finished = (...messages: unknown[]): [string, unknown] => ["updates", { model_request: { messages } }];
const aCall = new AIMessage({
  id: "m1",
  content: "",
  tool_calls: [{ name: "health", args: {}, id: "call_1" }],
});
const aResult = (fields: object = {}) =>
  new ToolMessage({ content: '{"status":"ok"}', tool_call_id: "call_1", ...fields });
const typesOf = (chunks: UiChunk[]) => chunks.map((chunk) => chunk.type).join(" ");

describe("turning a graph's events into chunks", () => {
  it("streams words and does not repeat them when the message is finished, here and in the outer graph", () => {
    const whole = new AIMessage({ id: "m1", content: "Hello desk" });
    const chunks = told(piece("m1", "Hello "), piece("m1", "desk"), finished(whole), [
      "updates",
      { monitoring: { messages: [whole] } },
    ]);
    expect(chunks).toEqual([
      { type: "text-start", id: "m1" },
      { type: "text-delta", id: "m1", delta: "Hello " },
      { type: "text-delta", id: "m1", delta: "desk" },
      { type: "text-end", id: "m1" },
    ]);
  });

  it("waits for the second half of a character that comes in two, for the database takes no half", () => {
    const [first, second] = ["📈".slice(0, 1), "📈".slice(1)];
    const chunks = told(piece("m1", `up ${first}`), piece("m1", `${second} now`));
    expect(chunks).toMatchObject([
      { type: "text-start" },
      { type: "text-delta", delta: "up " },
      { type: "text-delta", delta: "📈 now" },
      { type: "text-end" },
    ]);
  });

  it("gives a message whole when nothing of it was streamed", () => {
    const chunks = told(finished(new AIMessage({ id: "m1", content: "At once." })));
    expect(chunks).toMatchObject([
      { type: "text-start" },
      { type: "text-delta", delta: "At once." },
      { type: "text-end" },
    ]);
  });

  it("tells a tool call and its result once, with what people are shown", () => {
    const ticket = { type: "data-ticket", id: "prp_1", data: { proposalId: "prp_1" } };
    const result = aResult({ artifact: { shown: [ticket] } });
    const chunks = told(
      finished(aCall),
      ["tools", { event: "on_tool_end", output: result }],
      finished(result),
    );
    expect(typesOf(chunks)).toBe("tool-input-available tool-output-available data-ticket");
    expect(chunks[1]).toEqual({
      type: "tool-output-available",
      toolCallId: "call_1",
      output: { status: "ok" },
      dynamic: true,
    });
  });

  it("words a tool's failure for people", () => {
    const failed = aResult({
      status: "error",
      content: '{"error":{"code":"X","what":"It broke.","why":"Rain.","fix":"Wait."}}',
    });
    expect(told(finished(aCall), finished(failed)).at(-1)).toMatchObject({
      type: "tool-output-error",
      errorText: "It broke. Rain. Wait.",
    });
  });

  it("lets through a few steps of long work a second, and always the last", () => {
    const steps = Array.from({ length: 1_000 }, (_, index): [string, unknown] => [
      "custom",
      { type: "data-progress", id: "call_1", data: { label: "sweeping", done: index + 1, total: 1_000 } },
    ]);
    const chunks = told(...steps);
    expect(chunks.length).toBeLessThan(20);
    expect(chunks[0]).toMatchObject({ data: { done: 1 } });
    expect(chunks.at(-1)).toMatchObject({ data: { done: 1_000 } });
  });
});
