import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChatModels, readModelConfig } from "#agents";
import { proposals } from "#db";
import { ChatService } from "./chat-service.ts";
import { openScene, type Scene } from "./scene.ts";
import type { UiChunk } from "./ui-chunk.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const chunk = (delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "local", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const USAGE = `data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "local", choices: [], usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 } })}\n\n`;
const aCall = (name: string, pieces: string[], finish: string | null) => [
  chunk({ role: "assistant", content: null }),
  chunk({ tool_calls: [{ index: 0, id: "call_a", type: "function", function: { name, arguments: "" } }] }),
  ...pieces.map((piece) => chunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] })),
  ...(finish ? [chunk({}, finish), USAGE, "data: [DONE]\n\n"] : []),
];
const words = (...pieces: string[]) => [
  chunk({ role: "assistant", content: "" }),
  ...pieces.map((content) => chunk({ content })),
  chunk({}, "stop"),
  USAGE,
  "data: [DONE]\n\n",
];
const streamed = (pieces: string[]) => () =>
  new Response(pieces.join(""), { headers: { "content-type": "text/event-stream" } });

/** Asks one question of an endpoint that gives these answers in turn. */
async function ask(...answers: (() => Response | Promise<Response>)[]) {
  const sent: { body: { tools?: unknown[]; messages: unknown[] }; url: string }[] = [];
  const endpoint: typeof fetch = async (input, init) => {
    sent.push({ url: String(input), body: JSON.parse(String(init?.body)) as { messages: unknown[] } });
    const answer = answers[sent.length - 1];
    if (!answer) throw new Error("the endpoint was asked too often");
    return (await Promise.race([answer(), aborted(init?.signal)])) as Response;
  };
  const config = readModelConfig({
    OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
    OPENAI_MODEL: "local",
    OPENAI_TIMEOUT_MS: "150",
    OPENAI_MAX_RETRIES: "0",
  });
  const chat = new ChatService(scene.desk, openChatModels(config, scene.clock, endpoint), scene.checkpoints);
  const tess = scene.person("tess");
  const { id: threadId } = await chat.createThread(tess);
  const { runId } = await chat.startRun({
    threadId,
    person: tess,
    messageId: "m",
    text: "please propose an order for AAPL",
  });
  const chunks: UiChunk[] = [];
  for await (const event of chat.follow(runId)) chunks.push(event.chunk);
  const text = chunks.map((piece) => (piece.type === "text-delta" ? piece.delta : "")).join("");
  return { sent, chunks, text, last: chunks.at(-1) };
}

const aborted = (signal: AbortSignal | null | undefined) =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

describe("a model behind an OpenAI-compatible endpoint", () => {
  it("calls a tool whose arguments come in pieces, and answers in pieces, though both answers bear one id", async () => {
    const { sent, text, chunks, last } = await ask(
      streamed(aCall("get_quote", ['{"sym', 'bol":"AAPL"}'], "tool_calls")),
      streamed(words("It asks ", "100.00.")),
    );
    expect(text).toBe("It asks 100.00.");
    expect(last?.type).toBe("finish");
    expect(chunks.find((piece) => piece.type === "message-metadata")).toMatchObject({
      messageMetadata: { model: "local", tokens: 50 },
    });
    expect(sent[0]?.url).toBe("http://127.0.0.1:9/v1/chat/completions");
    expect(sent[0]?.body.tools).toHaveLength(14);
    expect(sent[1]?.body.messages).toHaveLength(4);
  });

  it("does nothing with a call that was cut off, which would read as a smaller order", async () => {
    const { last } = await ask(
      streamed(aCall("propose_order", ['{"symbol":"AAPL","side":"buy","quantity":"1'], "length")),
    );
    expect(last).toMatchObject({ type: "error", errorText: expect.stringContaining("cut off") });
    expect(await scene.desk.db.select().from(proposals)).toEqual([]);
  });

  it("does nothing with a call whose stream just ended", async () => {
    const { last } = await ask(
      streamed(aCall("propose_order", ['{"symbol":"AAPL","side":"buy","quantity":"1"}'], null)),
    );
    expect(last).toMatchObject({ type: "error", errorText: expect.stringContaining("cut off") });
    expect(await scene.desk.db.select().from(proposals)).toEqual([]);
  });

  it("is given up on when it says nothing", async () => {
    const { last } = await ask(() => new Promise<Response>(() => {}));
    expect(last).toMatchObject({
      type: "error",
      errorText: expect.stringMatching(/said nothing.*OPENAI_BASE_URL/),
    });
  });

  it.each([
    [401, "OPENAI_API_KEY"],
    [404, "OPENAI_MODEL"],
    [429, "quota"],
    [500, "status 500"],
  ])("tells what to do when it answers %i", async (status, words) => {
    const { last } = await ask(() =>
      Response.json({ error: { message: "secret detail sk-1", code: "x" } }, { status }),
    );
    expect(last).toMatchObject({ type: "error", errorText: expect.stringContaining(words) });
    expect(JSON.stringify(last)).not.toContain("secret detail");
  });

  it("says so when it cannot be reached", async () => {
    const { last } = await ask(() => Promise.reject(new TypeError("fetch failed")));
    expect(last).toMatchObject({ type: "error", errorText: expect.stringContaining("cannot be reached") });
  });
});
